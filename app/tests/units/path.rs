use app::path::{Next, among_partners, asking, coming_back, giving, log_in_then, way_back, with_list_query};

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
fn the_way_back_to_the_list_leads_among_the_partners_and_nowhere_else() {
    let list = "/b/halcyon/partners?q=a&sort=-name";
    let edit = coming_back("/b/halcyon/partners/1/edit".to_owned(), list);
    assert_eq!(edit, "/b/halcyon/partners/1/edit?back=/b/halcyon/partners%3Fq%3Da%26sort%3D-name");
    for among in [list, "/b/halcyon/partners", "/b/halcyon/partners/1"] {
        assert_eq!(among_partners("halcyon", among).as_deref(), Some(among));
    }
    let given = giving(list.to_owned(), "Spring (100%) & more");
    for (query, back) in [
        (coming_back("?add_asset=1".to_owned(), &given), Some(&*given)),
        ("back=%2Fb%2Fhalcyon%2Fpartners".to_owned(), Some("/b/halcyon/partners")),
        ("add_asset=1".to_owned(), None),
        ("backs=/b/halcyon/partners".to_owned(), None),
        ("back=//evil.example".to_owned(), None),
        (String::new(), None),
    ] {
        assert_eq!(way_back("halcyon", &query).as_deref(), back, "{query}");
    }
    for away in [
        "",
        "/",
        "/b/halcyon",
        "/b/halcyon/members",
        "/b/halcyon/partners-of-others",
        "/b/other/partners",
        "//evil.example/b/halcyon/partners",
        "https://evil.example/b/halcyon/partners",
    ] {
        assert_eq!(among_partners("halcyon", away), None, "{away}");
    }
}

#[test]
fn a_query_is_added_to_an_address_with_or_without_one() {
    assert_eq!(asking("/a".to_owned(), ""), "/a");
    assert_eq!(asking("/a".to_owned(), "b=1"), "/a?b=1");
    assert_eq!(asking("/a?b=1".to_owned(), "c=2"), "/a?b=1&c=2");
}

#[test]
fn the_way_back_survives_the_query() {
    assert_eq!(log_in_then("/b/halcyon/partners?q=a&b"), "/login?next=/b/halcyon/partners%3Fq%3Da%26b");
    assert_eq!(log_in_then("//evil.example"), "/login");
}
