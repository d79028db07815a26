//! The site inside the executable: `/pkg/<hash>/…`, never changed under one address.

use std::error::Error;

use app::routes::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use leptos::WasmSplitManifest;
use leptos::prelude::ArcStoredValue;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../target/site"]
struct Site;

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// `pkg/<hash>`.
///
/// # Errors
/// When the executable was built without the site.
pub(crate) fn folder() -> Result<String, &'static str> {
    Site::iter()
        .find_map(|file| file.strip_suffix("/keyholder.js").map(str::to_owned))
        .ok_or("the site is not built in: run `make build`")
}

/// Which parts of the WebAssembly belong to which lazy route.
///
/// # Errors
/// When the executable was built without the site, or the list of parts can't be read.
pub(crate) fn parts() -> Result<Parts, Box<dyn Error>> {
    let folder = folder()?;
    let Some(file) = Site::get(&format!("{folder}/__wasm_split_manifest.json")) else {
        return Ok(Parts::default());
    };
    let parts = (format!("/{folder}"), serde_json::from_slice(&file.data)?, "__wasm_split.js".to_owned());
    Ok(Parts(Some(WasmSplitManifest(ArcStoredValue::new(parts)))))
}

/// A file of the site, compressed at build where the browser takes that.
pub(crate) async fn file(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let common = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_str(kind.as_ref()).unwrap_or(HeaderValue::from_static("text/plain")),
        ),
        (header::CACHE_CONTROL, FOREVER),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
    ];
    if takes_brotli(&headers)
        && let Some(file) = Site::get(&format!("{path}.br"))
    {
        return (common, [(header::CONTENT_ENCODING, "br")], file.data).into_response();
    }
    match Site::get(path) {
        Some(file) => (common, file.data).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(',').any(|coding| coding.trim() == "br"))
}
