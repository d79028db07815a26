use app::path::{Next, giving, log_in_then, with_list_query};

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
    assert_eq!(with_list_query(list(), Some("add_asset=Web+pixel&q=ana")), "/b/halcyon/partners?q=ana");
    assert_eq!(with_list_query(list(), None), "/b/halcyon/partners");
}

#[test]
fn what_is_to_be_given_goes_with_the_address() {
    let form = || "/b/halcyon/partners/new".to_owned();
    assert_eq!(giving(form(), ""), form());
    assert_eq!(giving(form(), "Web (Pixel)"), "/b/halcyon/partners/new?add_asset=Web%20%28Pixel%29");
    assert_eq!(
        giving(format!("{}?again=1", form()), "A&B"),
        "/b/halcyon/partners/new?again=1&add_asset=A%26B"
    );
}

#[test]
fn the_way_back_survives_the_query() {
    assert_eq!(log_in_then("/b/halcyon/partners?q=a&b"), "/login?next=/b/halcyon/partners%3Fq%3Da%26b");
    assert_eq!(log_in_then("//evil.example"), "/login");
}
