//! One made-up login, written as each exporter, proxy and tool would write it: a code is redeemed with another redirect
//! URI than it was issued for.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

const ASKED: &str = "https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid&state=Zm9vYmFyYmF6cXV4&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
const BACK: &str = "https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=Zm9vYmFyYmF6cXV4";
const TOKEN: &str = "https://op.example/token";
const REDIRECT: &str = "https://shop.example/cb/";
const REFUSAL: &str = r#"{"error":"invalid_grant","error_description":"Invalid parameter"}"#;
const DATE: &str = "Mon, 23 Nov 2026 22:12:5";

fn fields() -> Vec<(&'static str, &'static str)> {
    vec![
        ("grant_type", "authorization_code"),
        ("client_id", "shop"),
        ("code", "SplxlOBeZQQYbYS6WxSbIA"),
        ("redirect_uri", REDIRECT),
        ("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
    ]
}

fn form() -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields()).finish()
}

/// An exchange in neutral form: method, URL, request headers, form, status, answer headers, body.
struct Step {
    method: &'static str,
    url: &'static str,
    headers: Vec<(&'static str, String)>,
    sends: bool,
    status: u16,
    answer: Vec<(&'static str, String)>,
    body: &'static str,
}

fn steps() -> Vec<Step> {
    let agent = ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)".to_owned());
    let host = |name: &str| ("Host", name.to_owned());
    let fetch = |mode: &str| ("Sec-Fetch-Mode", mode.to_owned());
    let cookie = ("Cookie", "sid=c2Vzc2lvbi1vZi1zaG9w".to_owned());
    let date = |second: u8| ("Date", format!("{DATE}{second} GMT"));
    let form_type = ("Content-Type", "application/x-www-form-urlencoded".to_owned());
    vec![
        Step {
            method: "GET",
            url: ASKED,
            headers: vec![host("op.example"), agent.clone(), fetch("navigate"), cookie.clone()],
            sends: false,
            status: 302,
            answer: vec![date(0), ("Location", BACK.to_owned()), ("Content-Length", "0".to_owned())],
            body: "",
        },
        Step {
            method: "GET",
            url: BACK,
            headers: vec![host("shop.example"), agent.clone(), fetch("navigate"), cookie],
            sends: false,
            status: 200,
            answer: vec![date(1), ("Content-Type", "text/html".to_owned())],
            body: "<!doctype html><p>Signing in</p>",
        },
        Step {
            method: "POST",
            url: TOKEN,
            headers: vec![
                host("op.example"),
                agent,
                fetch("cors"),
                ("Origin", "https://shop.example".to_owned()),
                form_type,
                ("Content-Length", form().len().to_string()),
            ],
            sends: true,
            status: 400,
            answer: vec![
                date(2),
                ("Content-Type", "application/json".to_owned()),
                ("Access-Control-Allow-Origin", "*".to_owned()),
            ],
            body: REFUSAL,
        },
    ]
}

/// What a dialect does with the parts of an entry.
struct Har {
    creator: Value,
    time: fn(usize) -> Value,
    post: fn() -> Value,
    content: fn(&Step) -> Value,
    keeps: fn(&str) -> bool,
    extra: fn(&Step, &mut Value),
}

impl Har {
    fn entries(&self) -> Vec<Value> {
        steps().iter().enumerate().map(|(index, step)| self.entry(index, step)).collect()
    }

    fn entry(&self, index: usize, step: &Step) -> Value {
        let list = |headers: &[(&'static str, String)]| -> Vec<Value> {
            let kept = headers.iter().filter(|(name, _)| (self.keeps)(name));
            kept.map(|(name, value)| json!({"name": name, "value": value})).collect()
        };
        let mut request = json!({"method": step.method, "url": step.url, "httpVersion": "HTTP/1.1",
            "headers": list(&step.headers), "cookies": [], "queryString": [], "headersSize": -1, "bodySize": -1});
        if step.sends {
            request["postData"] = (self.post)();
        }
        let location =
            step.answer.iter().find(|(name, _)| *name == "Location").map(|(_, value)| value.clone());
        let response = json!({"status": step.status, "statusText": "", "httpVersion": "HTTP/1.1",
            "headers": list(&step.answer), "cookies": [], "redirectURL": location.unwrap_or_default(),
            "content": (self.content)(step), "headersSize": -1, "bodySize": -1});
        let mut entry = json!({"startedDateTime": (self.time)(index), "time": 40.5, "request": request,
            "response": response, "cache": {}, "timings": {"send": 0, "wait": 40, "receive": 0}});
        (self.extra)(step, &mut entry);
        entry
    }

    fn write(&self) -> String {
        self.with(self.entries())
    }

    fn with(&self, entries: Vec<Value>) -> String {
        json!({"log": {"version": "1.2", "creator": self.creator, "pages": [], "entries": entries}})
            .to_string()
    }
}

fn utc(index: usize) -> Value {
    json!(format!("2026-11-23T22:12:5{index}.100Z"))
}

fn whole(step: &Step) -> Value {
    json!({"size": step.body.len(), "mimeType": "text/plain", "text": step.body})
}

fn no_body(step: &Step) -> Value {
    json!({"size": step.body.len(), "mimeType": "x-unknown"})
}

fn all(_: &str) -> bool {
    true
}

fn nothing(_: &Step, _: &mut Value) {}

fn raw_params() -> Value {
    let params: Vec<Value> = form()
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| json!({"name": name, "value": value}))
        .collect();
    json!({"mimeType": "application/x-www-form-urlencoded", "text": form(), "params": params})
}

fn decoded_params() -> Value {
    let params: Vec<Value> =
        fields().iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    json!({"mimeType": "application/x-www-form-urlencoded", "text": form(), "params": params})
}

fn only_params() -> Value {
    json!({"mimeType": "application/x-www-form-urlencoded", "params": decoded_params()["params"]})
}

fn chrome() -> Har {
    Har {
        creator: json!({"name": "WebInspector", "version": "537.36"}),
        time: utc,
        post: raw_params,
        content: |step| if step.status == 302 { no_body(step) } else { whole(step) },
        keeps: all,
        extra: |step, entry| {
            let kind = if step.sends { "fetch" } else { "document" };
            entry["_resourceType"] = json!(kind);
            entry["_initiator"] = json!({"type": "other"});
        },
    }
}

fn sanitized() -> Har {
    Har {
        keeps: |name| !["Cookie", "Set-Cookie", "Authorization"].contains(&name),
        extra: |step, entry| {
            entry["_resourceType"] = json!(if step.sends { "fetch" } else { "document" });
            // The size of the head as it was sent, less two.
            let path = step.url.splitn(4, '/').nth(3).unwrap_or_default();
            let line = step.method.len() + path.len() + " / HTTP/1.1\r\n".len();
            let headers: usize = step.headers.iter().map(|(name, value)| name.len() + value.len() + 4).sum();
            entry["request"]["headersSize"] = json!(line + headers);
        },
        ..chrome()
    }
}

/// What `chrome-har` makes of the protocol's events, for Puppeteer, Browsertime and sitespeed.io: request headers twice,
/// because those of the second event are appended, and no text of bodies unless asked for.
fn chrome_har() -> Har {
    Har {
        creator: json!({"name": "chrome-har", "version": "1.1.1", "comment": "https://github.com/sitespeedio/chrome-har"}),
        post: || json!({"mimeType": "application/x-www-form-urlencoded", "text": form()}),
        content: no_body,
        extra: |step, entry| {
            let headers = entry["request"]["headers"].as_array_mut().unwrap();
            headers.extend(headers.clone());
            entry["_requestId"] = json!(if step.status == 302 { "4711r" } else { "4711" });
            entry["_resourceType"] = json!(if step.sends { "fetch" } else { "document" });
            entry["_initiator_type"] = json!("script");
        },
        ..chrome()
    }
}

/// `chrome-har-capturer` lists what it got a whole answer for.
fn capturer() -> Har {
    Har { creator: json!({"name": "Chrome HAR Capturer", "version": "0.14.4"}), ..chrome() }
}

/// Cypress's `saveHar`: no fragment, the browser's refusal to give a body in the content.
fn cypress() -> Har {
    Har {
        creator: json!({"name": "@neuralegion/cypress-har-generator", "version": "5.17.0"}),
        content: |step| {
            if step.status == 302 {
                json!({"size": 0, "mimeType": "x-unknown", "error": "No resource with given identifier found"})
            } else {
                whole(step)
            }
        },
        extra: |step, entry| entry["_resourceType"] = json!(if step.sends { "Fetch" } else { "Document" }),
        ..chrome()
    }
}

/// WebPageTest stores no body of any request, and of answers only where asked to.
fn web_page_test() -> Har {
    Har {
        creator: json!({"name": "WebPagetest", "version": "21.07"}),
        time: |index| json!(format!("2026-11-23T22:12:5{index}.100+00:00")),
        post: || json!({"mimeType": "", "text": ""}),
        keeps: |name| name != "Content-Length",
        extra: |_, entry| entry["_run"] = json!(1),
        ..firefox()
    }
}

/// k6 Studio's own proxy: forms as parameters, answers in base64, no `redirectURL`.
fn k6_studio() -> Har {
    Har {
        content: |step| {
            let text = if step.body.is_empty() { Value::Null } else { json!(STANDARD.encode(step.body)) };
            json!({"size": step.body.len(), "mimeType": "", "text": text, "encoding": "base64"})
        },
        extra: |_, entry| entry["response"]["redirectURL"] = json!(""),
        ..proxy("k6-studio", "1.14.0")
    }
}

/// Polly.JS gives each entry an id and an order of its own.
fn polly() -> String {
    let har = Har { creator: json!({"name": "Polly.JS", "version": "6.0.6"}), ..firefox() };
    let mut entries = har.entries();
    for (order, entry) in entries.iter_mut().enumerate() {
        entry["_id"] = json!("0f5b1c1b7f1dbf50b7a3d8d3f8e6c4b2");
        entry["_order"] = json!(order);
    }
    har.with(entries)
}

fn firefox() -> Har {
    Har {
        creator: json!({"name": "Firefox", "version": "153.7.0"}),
        time: |index| json!(format!("2026-11-24T00:12:5{index}.100+02:00")),
        post: decoded_params,
        content: whole,
        keeps: all,
        extra: nothing,
    }
}

fn playwright() -> Har {
    Har {
        creator: json!({"name": "Playwright", "version": "1.65.1"}),
        content: |step| {
            if step.status == 302 { json!({"size": -1, "mimeType": "x-unknown"}) } else { whole(step) }
        },
        extra: |step, entry| {
            entry["_resourceType"] = json!(if step.sends { "fetch" } else { "document" });
            entry["_frameref"] = json!("frame@1");
        },
        ..firefox()
    }
}

fn proxy(name: &str, version: &str) -> Har {
    Har {
        creator: json!({"name": name, "version": version}),
        post: only_params,
        content: in_base64,
        ..firefox()
    }
}

fn in_base64(step: &Step) -> Value {
    json!({"size": step.body.len(), "mimeType": null, "encoding": "base64", "text": STANDARD.encode(step.body)})
}

fn head(first: &str, headers: &[(&'static str, String)], mark: &str) -> String {
    let mut text = format!("{mark}{first}\n");
    for (name, value) in headers {
        text.push_str(&format!("{mark}{name}: {value}\n"));
    }
    text + mark.trim_end() + "\n"
}

fn path(url: &str) -> String {
    format!("/{}", url.splitn(4, '/').nth(3).unwrap_or_default())
}

fn request(step: &Step, target: &str, mark: &str) -> String {
    let body = if step.sends { format!("{}\n", form()) } else { String::new() };
    head(&format!("{} {target} HTTP/1.1", step.method), &step.headers, mark) + &body
}

fn answer(step: &Step, mark: &str) -> String {
    format!("{}{}\n", head(&format!("HTTP/1.1 {} X", step.status), &step.answer, mark), step.body)
}

fn raw() -> String {
    steps().iter().map(|step| request(step, &path(step.url), "") + "\n" + &answer(step, "") + "\n").collect()
}

fn zap() -> String {
    let block = |(index, step): (usize, &Step)| {
        format!("==== {} ==========\n{}\n{}\n", index + 1, request(step, step.url, ""), answer(step, ""))
    };
    steps().iter().enumerate().map(block).collect::<String>().replace('\n', "\r\n")
}

fn curl() -> String {
    let block = |step: &Step| {
        let sent = head(&format!("{} {} HTTP/1.1", step.method, path(step.url)), &step.headers, "> ");
        let body = if step.sends { form() + "\n" } else { String::new() };
        format!("* Connected to x (203.0.113.7) port 443\n{sent}{body}{}", answer(step, "< "))
    };
    steps().iter().map(block).collect::<String>().replace('\n', "\r\n")
}

fn trace() -> String {
    let rows = |text: &str| {
        let mut rows = String::new();
        let mut at = 0;
        for line in text.lines() {
            for piece in line.as_bytes().chunks(64) {
                rows.push_str(&format!("{at:04x}: {}\n", String::from_utf8_lossy(piece)));
                at += piece.len();
            }
            if line.is_empty() {
                rows.push_str(&format!("{at:04x}: \n"));
            }
            at += 2;
        }
        rows
    };
    let block = |step: &Step| {
        let sent = head(&format!("{} {} HTTP/1.1", step.method, path(step.url)), &step.headers, "");
        let body = if step.sends {
            format!("=> Send data, {} bytes\n{}", form().len(), rows(&form()))
        } else {
            String::new()
        };
        let lines = head(&format!("HTTP/1.1 {} X", step.status), &step.answer, "");
        let received: String =
            lines.lines().map(|line| format!("<= Recv header, 9 bytes (0x9)\n0000: {line}\n")).collect();
        let data = if step.body.is_empty() {
            String::new()
        } else {
            format!("<= Recv data, 9 bytes (0x9)\n{}", rows(step.body))
        };
        format!("== Info: Connected\n=> Send header, 99 bytes (0x63)\n{}{body}{received}{data}", rows(&sent))
    };
    steps().iter().map(block).collect()
}

fn burp() -> String {
    let item = |(index, step): (usize, &Step)| {
        let bytes = |text: String| STANDARD.encode(text.replace('\n', "\r\n"));
        format!(
            "<item><time>Mon Nov 23 22:12:5{index} UTC 2026</time><url><![CDATA[{}]]></url><host ip=\"203.0.113.7\">x</host><port>443</port><protocol>https</protocol><method><![CDATA[{}]]></method><request base64=\"true\"><![CDATA[{}]]></request><status>{}</status><response base64=\"true\"><![CDATA[{}]]></response><comment></comment></item>",
            step.url,
            step.method,
            bytes(request(step, &path(step.url), "")),
            step.status,
            bytes(answer(step, ""))
        )
    };
    let items: String = steps().iter().enumerate().map(item).collect();
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE items [\n<!ELEMENT items (item*)>\n]>\n<items burpVersion=\"2026.7\" exportTime=\"x\">{items}</items>"
    )
}

fn listed(headers: &[(&'static str, String)], key: &str) -> Vec<Value> {
    headers.iter().map(|(name, value)| json!({key: name, "value": value})).collect()
}

fn saml_tracer() -> String {
    let request = |step: &Step| {
        let post: Vec<Value> = if step.sends {
            fields().iter().map(|pair| json!([pair.0, pair.1])).collect()
        } else {
            Vec::new()
        };
        json!({"method": step.method, "url": step.url, "requestId": "1", "post": post,
            "requestHeaders": listed(&step.headers, "name"), "responseStatus": step.status,
            "responseStatusText": "", "responseHeaders": listed(&step.answer, "name")})
    };
    json!({"requests": steps().iter().map(request).collect::<Vec<_>>(), "timestamp": "2026-11-23"})
        .to_string()
}

fn newman() -> String {
    let execution = |step: &Step| {
        let (before, query) = step.url.split_once('?').unwrap_or((step.url, ""));
        let mut parts = before.splitn(4, '/').skip(2);
        let (host, path) = (parts.next().unwrap(), parts.next().unwrap());
        let query: Vec<Value> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(key, value)| json!({"key": key, "value": value}))
            .collect();
        let body: Vec<Value> =
            fields().iter().map(|(key, value)| json!({"key": key, "value": value})).collect();
        json!({"request": {"method": step.method, "header": listed(&step.headers, "key"),
                "url": {"protocol": "https", "host": host.split('.').collect::<Vec<_>>(), "path": path.split('/').collect::<Vec<_>>(), "query": query},
                "body": if step.sends { json!({"mode": "urlencoded", "urlencoded": body}) } else { Value::Null }},
            "response": {"code": step.status, "status": "X", "header": listed(&step.answer, "key"),
                "stream": {"type": "Buffer", "data": step.body.as_bytes()}}})
    };
    json!({"run": {"executions": steps().iter().map(execution).collect::<Vec<_>>()}}).to_string()
}

fn charles_session() -> String {
    let side = |headers: &[(&'static str, String)], text: &str| json!({"header": {"headers": listed(headers, "name")}, "body": {"text": text}});
    let item = |step: &Step| {
        let (before, query) =
            step.url.split_once('?').map_or((step.url, None), |(before, query)| (before, Some(query)));
        let mut parts = before.splitn(4, '/').skip(2);
        let mut answer = side(&step.answer, step.body);
        answer["status"] = json!(step.status);
        let (host, path) = (parts.next().unwrap(), parts.next().unwrap());
        json!({"status": "COMPLETE", "method": step.method, "protocolVersion": "HTTP/1.1", "scheme": "https",
            "host": host, "port": null, "path": format!("/{path}"), "query": query,
            "request": side(&step.headers, &if step.sends { form() } else { String::new() }), "response": answer})
    };
    Value::Array(steps().iter().map(item).collect()).to_string()
}

fn bash() -> String {
    let one = |step: &Step| {
        let headers: String =
            step.headers.iter().map(|(name, value)| format!(" \\\n  -H '{name}: {value}'")).collect();
        let data = if step.sends { format!(" \\\n  --data-raw '{}'", form()) } else { String::new() };
        format!("curl '{}'{headers}{data}", step.url)
    };
    steps().iter().map(one).collect::<Vec<_>>().join(" ;\n")
}

fn cmd() -> String {
    let quoted = |text: &str| {
        let mut out = "^\"".to_owned();
        for c in text.chars() {
            if !(c.is_ascii_alphanumeric() || " _-:=+~'/.',?;()*`".contains(c)) {
                out.push('^');
            }
            out.push(c);
        }
        out + "^\""
    };
    let one = |step: &Step| {
        let headers: String = step
            .headers
            .iter()
            .map(|(name, value)| format!(" ^\r\n  -H {}", quoted(&format!("{name}: {value}"))))
            .collect();
        let data = if step.sends { format!(" ^\r\n  --data-raw {}", quoted(&form())) } else { String::new() };
        format!("curl {}{headers}{data}", quoted(step.url))
    };
    steps().iter().map(one).collect::<Vec<_>>().join(" ^&\r\n")
}

fn fetch() -> String {
    let one = |step: &Step| {
        let headers: serde_json::Map<String, Value> =
            step.headers.iter().map(|(name, value)| (name.to_lowercase(), json!(value))).collect();
        let body = if step.sends { json!(form()) } else { Value::Null };
        format!(
            "fetch({}, {});",
            json!(step.url),
            json!({"headers": headers, "referrer": "https://shop.example/", "body": body, "method": step.method, "mode": "cors"})
        )
    };
    steps().iter().map(one).collect::<Vec<_>>().join(" ;\n")
}

fn safari() -> String {
    let har =
        Har { creator: json!({"name": "WebKit Web Inspector", "version": "1.0"}), time: utc, ..firefox() };
    let mut entries = har.entries();
    // One entry for the chain: the last address and status, the first method and body (here of the login form).
    entries.remove(0);
    entries[0]["request"]["method"] = json!("POST");
    entries[0]["request"]["postData"] = json!({"mimeType": "", "params": [], "text": "user=ann&password=x"});
    har.with(entries)
}

/// Text as it would be pasted or saved.
pub struct Dialect {
    pub name: &'static str,
    pub text: Vec<u8>,
}

/// The login in every dialect.
pub fn dialects() -> Vec<Dialect> {
    let of = |name: &'static str, text: String| Dialect { name, text: text.into_bytes() };
    let copied = || {
        let har = Har { content: no_body, ..chrome() };
        let mut entries = har.entries();
        entries.reverse();
        har.with(entries)
    };
    let completed = || {
        let har = Har {
            post: decoded_params,
            content: whole,
            time: |index| json!(format!("2026-11-23T22:12:5{index}+00:00")),
            ..proxy("mitmproxy", "11.0.2")
        };
        let mut entries = har.entries();
        entries.swap(0, 1);
        har.with(entries)
    };
    let pairs = || {
        let har = proxy("Slack", "1");
        let mut entries = har.entries();
        for entry in &mut entries {
            for side in ["request", "response"] {
                let headers: Vec<Value> = entry[side]["headers"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|header| json!([header["name"], header["value"]]))
                    .collect();
                entry[side]["headers"] = json!(headers);
            }
        }
        har.with(entries)
    };
    let toolkit = || {
        let har = Har { post: only_params, content: whole, ..proxy("HTTP Toolkit", "1.20") };
        let mut entries = har.entries();
        entries.iter_mut().for_each(|entry| entry["response"]["redirectURL"] = json!(""));
        har.with(entries)
    };
    let encoded = || {
        Har { post: || json!({"mimeType": "application/x-www-form-urlencoded", "encoding": "base64", "text": STANDARD.encode(form())}), ..proxy("Reqable", "2.20") }.write()
    };
    let fiddler = || {
        let har = Har {
            time: |index| json!(format!("2026-11-24T00:12:5{index}.1000000+02:00")),
            ..proxy("Fiddler", "5.0.20194")
        };
        format!("\u{feff}{}", har.write())
    };
    let strings = || {
        let har = proxy("ZAP", "2.15");
        let mut entries = har.entries();
        for entry in &mut entries {
            entry["response"]["status"] = json!(entry["response"]["status"].to_string());
            entry["time"] = json!("40");
        }
        har.with(entries)
    };
    vec![
        of("chrome", chrome().write()),
        of("chrome-har", chrome_har().write()),
        of("k6-studio", k6_studio().write()),
        of("chrome-har-capturer", capturer().write()),
        of("cypress", cypress().write()),
        of("webpagetest", web_page_test().write()),
        of("polly", polly()),
        of("chrome-sanitized", sanitized().write()),
        of("chrome-copy-all", copied()),
        of("firefox", firefox().write()),
        of("safari", safari()),
        of("playwright", playwright().write()),
        of("charles", proxy("Charles Proxy", "4.6.3").write()),
        of("fiddler", fiddler()),
        of("mitmproxy", completed()),
        of("browsermob", proxy("BrowserMob Proxy", "2.1.5").write()),
        of("proxyman", Har { post: decoded_params, ..proxy("Proxyman", "5.6") }.write()),
        of("http-toolkit", toolkit()),
        of("reqable", encoded()),
        of("zap", strings()),
        of("insomnia", Har { creator: json!("Insomnia REST Client"), ..firefox() }.write()),
        of("pairs", pairs()),
        of("harp", format!("onInputData({});", chrome().write())),
        of("list", Value::Array(firefox().entries()).to_string()),
        of(
            "log-only",
            json!({"version": "1.2", "creator": {"name": "WebInspector"}, "entries": chrome().entries()})
                .to_string(),
        ),
        of("burp", burp()),
        of("zap-messages", zap()),
        of("raw", raw()),
        of("curl", curl()),
        of("curl-trace", trace()),
        of("saml-tracer", saml_tracer()),
        of("newman", newman()),
        of("charles-session", charles_session()),
        of("curl-bash", bash()),
        of("curl-cmd", cmd()),
        of("fetch", fetch()),
    ]
}
