use app::audit::export::inert;

#[test]
fn what_looks_like_a_formula_is_text() {
    for formula in ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1"] {
        assert_eq!(inert(formula), format!("'{formula}"));
    }
    for name in ["Mina Okafor", "mina@agency.example", "a=b", ""] {
        assert_eq!(inert(name), name);
    }
}
