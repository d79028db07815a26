use app::access::PostedRows;
use app::access::rows::parse;
use chrono::{DateTime, TimeDelta};
use domain::asset::AssetGrants;
use domain::zone::Zone;

fn posted(target: &str, role: &str, ends: &str) -> PostedRows {
    PostedRows {
        assets: vec![target.to_owned()],
        roles: vec![role.to_owned()],
        purposes: vec![String::new()],
        ends: vec![ends.to_owned()],
    }
}

const PIXEL: &str =
    r#"{"asset":{"id":"0197c5b0-0000-7000-8000-000000000001","kind":"pixel","name":"Web pixel"}}"#;

/// On 1 January 2027.
fn parsed(posted: &PostedRows, opened: &AssetGrants) -> Result<AssetGrants, String> {
    let mut rows = posted.rows().ok_or("no form of ours")?;
    parse(&mut rows, opened, Zone::UTC, DateTime::UNIX_EPOCH + TimeDelta::days(20_819))
}

#[test]
fn lists_of_unequal_length_are_no_form_of_ours() {
    let mut crooked = posted(PIXEL, "analyst", "");
    assert!(crooked.rows().is_some());
    crooked.ends.clear();
    assert_eq!(crooked.rows(), None);
    assert_eq!(posted("{}", "analyst", "").rows(), None);
}

#[test]
fn what_is_taken_away_is_left_out_whatever_else_stands_in_its_row() {
    assert_eq!(parsed(&posted(PIXEL, "", "gestern"), &AssetGrants::NONE), Ok(AssetGrants::NONE));
    let given = parsed(&posted(PIXEL, "operator", "2027-01-31"), &AssetGrants::NONE).unwrap();
    assert_eq!(given.words(), "Web pixel as Operator");
}

#[test]
fn a_row_that_is_wrong_says_so_by_name() {
    let mut rows = posted(PIXEL, "owner", "").rows().unwrap();
    let problem = parse(&mut rows, &AssetGrants::NONE, Zone::UTC, DateTime::UNIX_EPOCH).unwrap_err();
    assert_eq!(problem, "Web pixel: Choose Analyst or Operator.");
    assert_eq!(rows[0].problem.as_deref(), Some("Choose Analyst or Operator."));
    let over = parsed(&posted(PIXEL, "analyst", "2026-12-31"), &AssetGrants::NONE).unwrap_err();
    assert!(over.starts_with("Web pixel: 31 December 2026 is over"), "{over}");
}

#[test]
fn an_end_that_stands_may_be_over() {
    let stands = posted(PIXEL, "analyst", "2026-12-31");
    let before = "2026-12-01T00:00:00Z".parse().unwrap();
    let opened = parse(&mut stands.rows().unwrap(), &AssetGrants::NONE, Zone::UTC, before).unwrap();
    assert_eq!(parsed(&stands, &opened), Ok(opened));
}
