use crate::ui::Erased;
use leptos::prelude::*;

/// The four problems `[seed]`: where each stands in the guide, and what it is called (DOMAIN 7).
pub const PROBLEMS: [(&str, &str); 4] = [
    ("cant-log-in", "A partner can’t log in"),
    ("level-is-incorrect", "Access level is incorrect"),
    ("assets-are-not-showing", "Assets are not showing up"),
    ("changes-not-saving", "Changes not saving"),
];

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

/// The whole guide. It says nothing of any Business Center, so everybody may read it.
#[component]
pub fn Guide(
    /// Who runs this Keyholder.
    operator: Option<String>,
) -> impl IntoView {
    view! {
        <nav aria-label="On this page">
            <ul class="links">
                {PROBLEMS
                    .map(|(id, title)| view! { <li><a href=format!("#{id}")>{title}</a></li> })
                    .into_iter()
                    .collect_view()}
            </ul>
        </nav>
        <div class="mt-6"><Problems/></div>
        <HowTo/>
        <TikTok/>
        <section class="section" aria-labelledby="operator">
            <div class="section__head"><h2 id="operator">"Who runs this Keyholder"</h2></div>
            <p dir="auto">
                {operator
                    .unwrap_or_else(|| "Nobody is named here. Whoever sent you the address of this page knows.".to_owned())}
            </p>
        </section>
    }
    .ready()
}

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

#[component]
fn Problems() -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="cant-log-in">
            <div class="section__head"><h2 id="cant-log-in">"A partner can’t log in"</h2></div>
            <ol class="steps">
                <li>
                    "Is it exactly the address that was invited? Only that one can accept; a dot, a letter or another mailbox "
                    "of the same person is another address. An Admin sees the invited address under Partners."
                </li>
                <li>
                    "Did the mail or SMS arrive? Under Partners stands whether it is queued, sent or failed, in the server’s own "
                    "words. If it was sent, look into the spam folder."
                </li>
                <li>
                    "Is the link older than 30 days, or was the invitation cancelled? Its page says so. Was it sent again? "
                    "Only the link of the newest mail or SMS works. "
                    <b>"Resend Invite"</b> " makes a new link; " <b>"Ask for a new link"</b> " on the expired page asks for one."
                </li>
                <li>"Was their access revoked? Then an Admin can choose " <b>"Invite again"</b> "."</li>
                <li>"Is the password forgotten? " <a href="/forgotten" rel="external">"Set a new one"</a> "."</li>
            </ol>
        </section>
        <section class="section" aria-labelledby="level-is-incorrect">
            <div class="section__head"><h2 id="level-is-incorrect">"Access level is incorrect"</h2></div>
            <p>
                "A partner’s page says which level they have, who chose it and when. " <b>"Admin"</b>
                " is everything, " <b>"Standard"</b> " is only what was ticked. If it is not what was meant, ask an Admin."
            </p>
        </section>
        <section class="section" aria-labelledby="assets-are-not-showing">
            <div class="section__head"><h2 id="assets-are-not-showing">"Assets are not showing up"</h2></div>
            <p>
                "A Standard Member sees only the Modules and Assets that were granted. Your start page lists what you can "
                "see and what you can’t; if something is missing there, ask an Admin to add it."
            </p>
        </section>
        <section class="section" aria-labelledby="changes-not-saving">
            <div class="section__head"><h2 id="changes-not-saving">"Changes not saving"</h2></div>
            <p>
                "A Standard Member’s changes wait until an Admin approves them: they are kept, not lost. To save changes to "
                "campaigns or content, a partner also needs an active ad account of their own that is linked."
            </p>
            <p class="mt-3">
                "Whoever came by invitation, as an Admin too, links it under " <b>"Your ad account"</b> ": a note on their start "
                "page leads there. It is In review until an Admin looks at it, on the page of the partner, and counts once it "
                "is Approved. Nobody approves their own, and whoever founded the Business Center needs none."
            </p>
        </section>
    }
    .ready()
}

#[component]
fn HowTo() -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="inviting">
            <div class="section__head"><h2 id="inviting">"Inviting a partner"</h2></div>
            <ol class="steps">
                <li>"Log in as an Admin."</li>
                <li>"In the navigation choose " <b>"Users → Partners"</b> "."</li>
                <li>"Choose " <b>"Add Partners"</b> "."</li>
                <li>"Type their e-mail address, or their phone number where SMS are set up, and choose what they are to you."</li>
                <li>"Choose the access level, and for Standard the Modules they need. Start with little: more can be added."</li>
                <li>"Read the summary of what they will and won’t be able to do, and choose " <b>"Send Invite"</b> "."</li>
                <li>"They get a mail with an " <b>"Accept Invite"</b> " button, or an SMS with a link. Either works for 30 days."</li>
            </ol>
        </section>
        <section class="section" aria-labelledby="accepting">
            <div class="section__head"><h2 id="accepting">"Accepting an invitation"</h2></div>
            <p>
                "Open the link in the mail or SMS. The page says who invites you to what, with which access and until when. Log in or "
                "create an account there, and you are in at once; nobody has to approve it. You can also decline. You never "
                "need anybody’s TikTok password, and nobody needs yours."
            </p>
        </section>
        <section class="section" aria-labelledby="levels">
            <div class="section__head"><h2 id="levels">"Access levels"</h2></div>
            <dl class="facts">
                <div>
                    <dt>"Admin"</dt>
                    <dd>
                        "Everything: partners, campaigns, reporting, billing. At most 20 in a Business Center, and better two "
                        "than one. On TikTok an Admin still needs Assets and a finance role assigned there."
                    </dd>
                </div>
                <div>
                    <dt>"Standard"</dt>
                    <dd>
                        "Only the Modules and Assets that were granted. Views campaigns and reporting; what they create or edit "
                        "waits for an Admin’s approval. On TikTok itself an Operator edits at once: whoever should need approval "
                        "is Analyst there."
                    </dd>
                </div>
            </dl>
        </section>
    }
    .ready()
}
