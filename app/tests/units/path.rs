use app::path::{Next, log_in_then, with_list_query};

#[test]
fn the_way_on_after_a_log_in_never_leaves_the_house() {
    for away in [
        "",
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\tevil",
        "/ evil",
        "javascript:alert(1)",
        "b/halcyon",
        "/\u{2028}x",
        "/%0a\n",
    ] {
        assert_eq!(Next::parse(away), None, "{away:?}");
    }
    assert_eq!(
        Next::parse("/b/halcyon/partners?q=ana%20b").unwrap().as_str(),
        "/b/halcyon/partners?q=ana%20b"
    );
}

#[test]
fn the_query_of_the_list_survives_its_dialog() {
    let list = || "/b/halcyon/partners".to_owned();
    assert_eq!(
        with_list_query(list(), Some("q=ana&again=1&state=invited")),
        "/b/halcyon/partners?q=ana&state=invited"
    );
    assert_eq!(with_list_query(list(), Some("again=1")), "/b/halcyon/partners");
    assert_eq!(with_list_query(list(), None), "/b/halcyon/partners");
}

#[test]
fn the_way_back_survives_the_query() {
    assert_eq!(log_in_then("/b/halcyon/partners?q=a&b"), "/login?next=/b/halcyon/partners%3Fq%3Da%26b");
    assert_eq!(log_in_then("//evil.example"), "/login");
}
