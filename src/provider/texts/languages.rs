//! The same sentences as servers and libraries say them in other languages: German, French, Spanish, Portuguese, Italian,
//! Russian, Chinese, Japanese, Korean.

use super::says;
use crate::causes as c;
use crate::provider::Entry;

/// What authorization servers and APIs say to people of other languages. Texts without these languages' words are not
/// touched: each pattern needs one.
pub static LANGUAGES: &[Entry] = &[
    // https://github.com/w7corp/easywechat/issues/528
    says(
        r"(?i)scope ?参数错误|没有 ?scope ?权限",
        &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE, &c::wrong_platform_type::CAUSE],
        "The server does not know the scope, or this kind of client may not use it.",
    ),
    says(
        r"(?i)redirect_uri ?(参数错误|与后台配置不一致|不匹配|域名)|回调(地址|域名)(不正确|不匹配|错误|与)",
        &[&c::redirect_uri_mismatch_authorize::CAUSE],
        "The redirect URI, or its host, is not registered.",
    ),
    says(
        r"(?i)(redirect_?ur[il]|callback.?ur[il]|redirect|回调|重定向|リダイレクト|コールバック|리다이렉트|리디렉션|콜백|weiterleitung|umleitung|redirection|redirecci|redirecionamento|reindirizzamento|перенаправлен|обратного вызова).{0,60}(不一致|不匹配|不符|无效|無效|不合法|非法|错误|錯誤|有误|未注册|未登録|登録されて|一致しま|無効|不正|正しくありません|일치하지|등록되지|유효하지|잘못|ungültig|stimmt|nicht (registriert|erlaubt|zugelassen|gültig|überein|hinterlegt)|correspond|non (valide|valida|valido|autoris|enregistr|registrat|corrisponde)|invalide|pas (valide|autoris|enregistr)|no (es válid|coincide|está|válid|registrad|permitid|autorizad)|inválid|não |не ?(совпада|зарегистрир|вер|действит|допуст|разреш)|неверн|недейств|недопустим|некоррект)",
        &[
            &c::redirect_uri_mismatch_token::CAUSE,
            &c::redirect_uri_mismatch_authorize::CAUSE,
            &c::redirect_uri_invalid::CAUSE,
        ],
        "The redirect URI is not registered for this client.",
    ),
    says(
        r"(?i)(无效的?|無效的?|非法的?|错误的?|不正な|無効な|잘못된|ungültige\w*|no válid[oa]|inválid[oa]|invalide|non valid[oa]|[Нн]еверный|[Нн]едопустимый)[^.]{0,16}(redirect|回调|重定向|リダイレクト|コールバック|리다이렉트|weiterleitung|umleitung)",
        &[
            &c::redirect_uri_mismatch_token::CAUSE,
            &c::redirect_uri_mismatch_authorize::CAUSE,
            &c::redirect_uri_invalid::CAUSE,
        ],
        "The redirect URI is not registered for this client.",
    ),
    says(
        r"(?i)(密钥|秘钥|secret|シークレット|시크릿|geheimnis|clé secrète|secreto|segredo|секрет).{0,30}(不正确|不匹配|错误|錯誤|无效|無效|無効|不正|正しくありません|일치하지|잘못|유효하지|falsch|ungültig|incorrect|invalide|inválid|неверн|недейств)",
        &[&c::wrong_client_secret::CAUSE, &c::wrong_client_id::CAUSE],
        "The client's secret is not the right one.",
    ),
    says(
        r"(?i)(授权码|授權碼|\bcode|認可コード|認証コード|인가 ?코드|autorisierungscode|code d'autorisation|código|код авториз).{0,30}(已(经|被)?.{0,3}使用|使用済|이미 사용|bereits|déjà|ya (ha sido |fue )?(usad|utilizad)|já (foi )?(usad|utilizad)|уже использован)",
        &[&c::code_reused::CAUSE],
        "The code was redeemed before.",
    ),
    says(
        r"(?i)(授权码|授權碼|\bcode|認可コード|認証コード|인가 ?코드|autorisierungscode|code d'autorisation|código|код авториз).{0,30}(过期|過期|失效|期限|만료|abgelaufen|expiré|caducad|expirad|истек|scadut)",
        &[&c::code_expired::CAUSE, &c::code_reused::CAUSE],
        "The code has expired.",
    ),
    says(
        r"(?i)(不合法的?|无效的?|無效的?|错误的?|無効な|不正な|잘못된|ungültiger ).{0,6}(oauth_?code|授权码|授權碼|\bcode|認可コード|인가 ?코드|autorisierungscode)",
        &[&c::code_reused::CAUSE, &c::code_expired::CAUSE, &c::code_wrong_client::CAUSE],
        "The server does not know the code: used, expired, altered, or another client's.",
    ),
    says(
        r"(?i)(\bclient\b|\bcliente|client.?id|app.?id|app.?key|客户端|应用|應用|クライアント|アプリ|클라이언트|앱|anwendung|aplicaci|aplicativo|applicazione|[Кк]лиент|[Пп]риложени).{0,30}(不存在|未找到|找不到|无效|不合法|見つか|存在しま|찾을 수 없|존재하지|잘못|nicht gefunden|unbekannt|existiert nicht|introuvable|inconnu|non trouvé|n'existe pas|no (se encuentra|existe|encontrad)|descono|não (encontrad|existe)|non trovat|не найден|не существует|неизвестн)",
        &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The server does not know the client.",
    ),
    says(
        r"(?i)(应用|應用|アプリ|앱|anwendung|aplicaci|приложени).{0,30}(未上线|未发布|审核|審査|公開されて|심사|검수|개발 중|テスト|im testmodus|en modo de prueba|в режиме разработки)",
        &[&c::app_not_published_or_test_user::CAUSE],
        "The client is in testing or in review.",
    ),
    says(
        r"(?i)(用户名|密码|ユーザー名|パスワード|비밀번호|아이디|passwort|kennwort|mot de passe|contraseña|senha|парол).{0,40}(错误|不正确|無効|間違|正しくありません|一致しま|잘못|일치하지|falsch|ungültig|incorrect|invalide|inválid|неверн)",
        &[&c::user_credentials_wrong::CAUSE],
        "The person's credentials were refused.",
    ),
    says(
        r"(?i)(账号|帐号|账户|用户|アカウント|ユーザー|계정|konto|benutzer|compte|utilisateur|cuenta|usuario|conta|учётн|учетн|аккаунт).{0,30}(禁用|冻结|锁定|停用|無効|ロック|凍結|잠겨|비활성|정지|gesperrt|deaktiviert|désactivé|verrouillé|bloquead|desactivad|desativad|inhabilitad|заблокирован|отключ)",
        &[&c::account_not_allowed::CAUSE],
        "This account may not sign in here.",
    ),
    says(
        r"(?i)\b(standard|implicit) flow\b.{0,24}(deaktiviert|désactivé|deshabilitad|desactivad|desabilitad|disabilitat)",
        &[&c::response_type_not_enabled::CAUSE, &c::grant_type_not_enabled::CAUSE],
        "This flow is switched off for the client.",
    ),
    says(
        r"(?i)\bclient\b.{0,24}(deaktiviert|désactivé|deshabilitad|desactivad|desabilitad|disabilitat)",
        &[&c::app_disabled::CAUSE],
        "The client is switched off.",
    ),
    // https://github.com/keycloak/keycloak/tree/main/themes/src/main/resources-community/theme/base/login/messages
    says(
        r"(?i)(ungültige[rs]?|falsche[rs]?|ongeldige?|nieprawidłow\w+|неверн\w+) (benutzername|passwort|kennwort|zugangsdaten|anmeldedaten|gebruikersnaam|nazwa użytkownika|имя пользователя)|(identifiants?|credenciales|credenciais|credenziali)\b.{0,12}(incorrec|invalid|inválid|non valid)",
        &[&c::user_credentials_wrong::CAUSE],
        "The person's credentials were refused.",
    ),
    says(
        r"(?i)(unerwarteter fehler|erreur inattendue|error inesperado|erro inesperado|errore imprevisto|onverwachte fout|予期しないエラー|непредвиденная ошибка).{0,60}(identity.?provider|identité|identidade?|アイデンティティ)",
        &[&c::upstream_provider_error::CAUSE, &c::server_misconfigured::CAUSE],
        "The provider relies on another one, and that one's answer could not be used.",
    ),
    says(
        r"(?i)(没有权限|无权|未授权访问|権限がありません|アクセス権が|권한이 없|keine berechtigung|nicht berechtigt|pas autorisé à|n'avez pas (les droits|accès|l'autorisation)|no (tiene|tienes) (permiso|acceso)|não tem (permissão|acesso)|нет (прав|доступа|разрешени))",
        &[&c::user_not_assigned::CAUSE, &c::account_not_allowed::CAUSE, &c::insufficient_scope::CAUSE],
        "This person may not enter: the account, or a missing assignment.",
    ),
    says(
        r"(?i)(频繁|次数过多|请求过多|リクエストが多|回数が上限|너무 많|횟수를 초과|zu viele (anfragen|versuche)|trop de (requêtes|tentatives)|demasiad[oa]s (solicitudes|intentos)|muitas (tentativas|solicita)|слишком много)",
        &[&c::rate_limited::CAUSE],
        "Too many requests.",
    ),
    says(
        r"(?i)(cookies?.{0,40}(deaktiviert|nicht gefunden|introuvable|no encontrad|não encontrad|non trovat|aktiviert sind|blockiert|aktivieren sie|désactivé|bloqué|activer|habilit|禁用|启用|無効|有効に|차단|허용|отключ|включ))",
        &[&c::third_party_cookies_blocked::CAUSE, &c::session_cookie_lost::CAUSE],
        "The provider's own cookie did not come back.",
    ),
];
