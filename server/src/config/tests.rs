use super::*;

fn options(args: &[&str]) -> Options {
    let args = std::iter::once("keyholder").chain(args.iter().copied());
    Config::parse_from(args).settings
}

#[test]
fn beyond_loopback_the_address_of_the_house_must_be_given() {
    assert_eq!(options(&[]).url().unwrap(), "http://127.0.0.1:3000");
    let error = options(&["--listen", "0.0.0.0:80"]).url().unwrap_err();
    assert!(error.to_string().starts_with("KEYHOLDER_URL:"), "{error}");
    let given = options(&["--listen", "0.0.0.0:80", "--url", "https://keys.example/"]);
    assert_eq!(given.url().unwrap(), "https://keys.example");
}

#[test]
fn an_address_that_is_no_origin_is_refused() {
    for wrong in [
        "keys.example",
        "ftp://keys.example",
        "https://keys.example/path",
        "https://a@keys.example",
        "https://k.example/?x",
    ] {
        assert!(options(&["--url", wrong]).url().is_err(), "{wrong}");
    }
}

#[test]
fn a_wrong_setting_is_named_as_the_operator_wrote_it() {
    let error = |args: &[&str]| {
        let options = options(args);
        let url = options.url().map(|url| options.settings(url).map(|_| ()));
        let wrong = [
            url.map(|_| ()).err(),
            options.settings(String::new()).err(),
            options.trusted_proxies().err(),
            options.sms().err(),
            options.bounces().err(),
            options.bounces_token().err(),
        ];
        wrong.into_iter().flatten().next().map(|wrong| wrong.to_string()).unwrap()
    };
    assert!(error(&["--listen", "here"]).starts_with("KEYHOLDER_LISTEN: “here”"));
    assert!(error(&["--sign-up", "sometimes"]).starts_with("KEYHOLDER_SIGN_UP: “sometimes”"));
    assert!(
        error(&["--trusted-proxies", "10.0.0.1, proxy"]).starts_with("KEYHOLDER_TRUSTED_PROXIES: “proxy”")
    );
    assert!(error(&["--bounces", "/nowhere"]).starts_with("KEYHOLDER_BOUNCES: “/nowhere”: No such file"));
    let wrong = error(&["--bounces-token", "secret"]);
    assert!(wrong.starts_with("KEYHOLDER_BOUNCES_TOKEN: must be at least 32") && !wrong.contains("secret"));
    let twilio = ["--sms-url", "twilio://AC0123:secret@+15005550006"];
    assert!(error(&twilio).starts_with("KEYHOLDER_SMS_COUNTRIES: must be given"));
    assert!(
        error(&[&twilio[..], &["--sms-countries", "UK"]].concat())
            .starts_with("KEYHOLDER_SMS_COUNTRIES: “UK”")
    );
    let wrong = error(&["--sms-url", "sms://key:secret@sms.example", "--sms-countries", "GB"]);
    assert!(wrong.starts_with("SMS_URL: the address of the SMS gateway must begin with"), "{wrong}");
    assert!(!wrong.contains("secret"));
}

#[test]
fn without_a_gateway_there_are_no_sms() {
    assert!(options(&[]).sms().unwrap().is_none());
    let options = options(&["--sms-url", "http://127.0.0.1:8025/send", "--sms-countries", "gb, JP"]);
    assert_eq!(options.sms().unwrap().unwrap().countries().to_string(), "GB and JP");
}

#[test]
fn mails_come_from_the_host_of_the_house() {
    let from = |url: &str| options(&[]).mail_from(url);
    assert_eq!(from("https://keys.example"), "Keyholder <no-reply@keys.example>");
    assert_eq!(from("http://127.0.0.1:3000"), "Keyholder <no-reply@127.0.0.1>");
}
