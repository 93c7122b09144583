//! `cargo bench` here. The file is made by `node .ci/har.mjs target/speed/pretty.har 10`, as `npm run speed` does.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use loginscope_benches::{look, loginscope, tree, typed};

fn reading(criterion: &mut Criterion) {
    for shape in ["pretty", "compact", "api"] {
        let path = format!("{}/../target/speed/{shape}.har", env!("CARGO_MANIFEST_DIR"));
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("{path} is missing: node .ci/har.mjs {path} 10 {shape}");
            continue;
        };
        let mut group = criterion.benchmark_group(shape);
        group.throughput(Throughput::Bytes(bytes.len() as u64)).sample_size(20);
        group.bench_function("loginscope", |bench| bench.iter(|| loginscope(&bytes)));
        group.bench_function("serde_json, typed", |bench| bench.iter(|| typed(&bytes)));
        group.bench_function("serde_json, tree", |bench| bench.iter(|| tree(&bytes)));
        group.bench_function("memchr2", |bench| bench.iter(|| look(&bytes)));
        group.finish();
    }
}

/// Of the live feed: what is asked of every entry, and what one entry of a login costs up to the rules.
fn live(criterion: &mut Criterion) {
    let wants = loginscope_of();
    criterion.bench_function("live entry, no candidate", |bench| {
        bench.iter(|| loginscope::capture::wants_body("GET", "https://cdn.example/a.js", "text/javascript", "script"));
    });
    criterion.bench_function("live entry, candidate", |bench| {
        bench.iter(|| loginscope::capture::entry(&wants, 0).is_ok());
    });
}

fn loginscope_of() -> serde_json::Value {
    serde_json::json!({
        "request": {"method": "POST", "url": "https://op.example/oauth/token", "headers": (0..20).map(|at| serde_json::json!({"name": format!("x-{at}"), "value": "v".repeat(40)})).collect::<Vec<_>>(),
            "postData": {"mimeType": "application/x-www-form-urlencoded", "text": format!("grant_type=authorization_code&code={}", "c".repeat(60))}},
        "response": {"status": 200, "headers": [], "content": {"mimeType": "application/json", "text": format!("{{\"access_token\":\"{}\"}}", "t".repeat(1200))}},
    })
}

criterion_group!(benches, reading, live);
criterion_main!(benches);
