use leptos::prelude::*;

use crate::ui::Erased;

/// TikTok's own support (DOMAIN 7).
const TIKTOK: [(&str, &str); 6] = [
    (
        "https://www.tiktok.com/business/help",
        "Business Help Center, with TikTok’s support team by e-mail or phone",
    ),
    ("https://ads.tiktok.com/help/", "Support articles"),
    ("https://ads.tiktok.com/help/article/tiktok-business-center?lang=en", "What TikTok Business Center is"),
    ("https://ads.tiktok.com/help/article?id=67662753726271", "Linking an ad account"),
    ("https://ads.tiktok.com/help/article?aid=6721969269619294213", "Where the rules of inviting come from"),
    ("https://www.tiktok.com/business/en-US/community", "Community"),
];

/// The ways to TikTok's own support.
#[component]
pub fn TikTok() -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="tiktok">
            <div class="section__head"><h2 id="tiktok">"About TikTok itself"</h2></div>
            <ul class="links">
                {TIKTOK
                    .map(|(href, title)| view! { <li><a href=href rel="external">{title}</a></li> })
                    .into_iter()
                    .collect_view()}
            </ul>
        </section>
    }
    .ready()
}
