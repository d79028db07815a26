//! From the compiler's WASM to modules that a browser loads: split, bound to JavaScript, optimised.

use std::fs;
use std::path::Path;
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;

use crate::step::Work;
use crate::{Outcome, Profile, digest, folder, run, sections};

const OPTIMISER: &str = "end2end/node_modules/.bin/wasm-opt";
/// Names the version of the optimiser.
const OPTIMISER_LOCK: &str = "end2end/package-lock.json";
/// In the name of every function that a part begins with; without one there is nothing to split.
const SPLIT_POINT: &[u8] = b"__wasm_split_00";

/// Makes them in a folder of their own, which stays until the WASM, the tools or this program change.
pub(crate) fn make(profile: Profile, wasm: &Path, out: &Path) -> Outcome<Work> {
    let stamp = out.with_extension("made-of");
    let this = std::env::current_exe()?;
    let made_of = digest::of_files([wasm, Path::new(OPTIMISER_LOCK), &this])?;
    if fs::read_to_string(&stamp).is_ok_and(|before| before == made_of) {
        return Ok(Work::Unchanged);
    }
    folder::empty(out)?;
    let whole = fs::read(wasm)?;
    if has_parts(&whole) {
        split_and_bind(&whole, out)?;
    } else {
        generator(sections::without_linking(&whole)?)?.generate(out)?;
    }
    if profile == Profile::Release {
        optimise(out)?;
    }
    fs::write(stamp, made_of)?;
    Ok(Work::Done)
}

fn has_parts(wasm: &[u8]) -> bool {
    wasm.windows(SPLIT_POINT.len()).any(|window| window == SPLIT_POINT)
}

/// The parts, what they share, and the list of which needs which.
fn split_and_bind(whole: &[u8], out: &Path) -> Outcome {
    let main_part = out.with_extension("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(whole);
    options.output_dir = out;
    options.main_out_path = &main_part;
    options.main_module = "./keyholder.js";
    options.link_name = "./__wasm_split.js";
    let parts = wasm_split_cli_support::transform(options)?;
    fs::write(out.join("__wasm_split_manifest.json"), serde_json::to_string(&parts.prefetch_map)?)?;
    generator(fs::read(main_part)?)?.keep_lld_exports(true).demangle(false).generate(out)?;
    Ok(())
}

fn generator(wasm: Vec<u8>) -> Outcome<Bindgen> {
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?.typescript(false).input_bytes("keyholder", wasm);
    Ok(bindgen)
}

fn optimise(out: &Path) -> Outcome {
    for path in folder::files(out)? {
        if path.extension().is_some_and(|extension| extension == "wasm") {
            let file = out.join(&path);
            run(Command::new(OPTIMISER).arg("-Oz").arg(&file).arg("-o").arg(&file))?;
        }
    }
    Ok(())
}
