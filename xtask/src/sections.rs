//! Sections of a WASM module: which there are, and the same module with fewer of them.

use crate::Outcome;

/// Magic number and version.
const HEADER: usize = 8;
const CUSTOM: u8 = 0;

/// The module without what the linker leaves for the splitter: several times what a browser needs, and the optimiser
/// can't work on a module that has it.
pub(crate) fn without_linking(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let mut kept = wasm.get(..HEADER).ok_or(BROKEN)?.to_vec();
    let mut at = HEADER;
    while at < wasm.len() {
        let section = Section::read(wasm, at).ok_or(BROKEN)?;
        if !section.is_for_linking() {
            kept.extend_from_slice(section.whole);
        }
        at += section.whole.len();
    }
    Ok(kept)
}

const BROKEN: &str = "the compiler's WASM has a broken section";

struct Section<'a> {
    whole: &'a [u8],
    /// Empty where the kind of a section says it all.
    name: &'a [u8],
}

impl<'a> Section<'a> {
    fn read(wasm: &'a [u8], at: usize) -> Option<Self> {
        let kind = *wasm.get(at)?;
        let (length, body) = number(wasm, at + 1)?;
        let whole = wasm.get(at..body + length)?;
        let name = if kind == CUSTOM {
            let (length, name) = number(wasm, body)?;
            wasm.get(name..name + length)?
        } else {
            &[]
        };
        Some(Self { whole, name })
    }

    fn is_for_linking(&self) -> bool {
        self.name == b"linking" || self.name.starts_with(b"reloc.")
    }
}

/// A LEB128 number, and where it ends.
fn number(wasm: &[u8], mut at: usize) -> Option<(usize, usize)> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let byte = *wasm.get(at)?;
        at += 1;
        number |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some((number, at));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(kind: u8, body: &[u8]) -> Vec<u8> {
        [&[kind, u8::try_from(body.len()).unwrap()], body].concat()
    }

    fn module(sections: &[Vec<u8>]) -> Vec<u8> {
        [b"\0asm\x01\0\0\0".to_vec(), sections.concat()].concat()
    }

    #[test]
    fn only_what_is_for_linking_goes() {
        let (code, name) = (section(10, b"\x07linking"), section(CUSTOM, b"\x04name..."));
        let (linking, reloc) = (section(CUSTOM, b"\x07linking..."), section(CUSTOM, b"\x0areloc.CODE..."));
        let all = module(&[code.clone(), linking, name.clone(), reloc]);
        assert_eq!(without_linking(&all).unwrap(), module(&[code, name]));
    }

    #[test]
    fn a_module_that_ends_too_soon_is_refused() {
        let whole = module(&[section(10, b"1234")]);
        for length in [0, HEADER - 1, HEADER + 1, whole.len() - 1] {
            assert!(without_linking(&whole[..length]).is_err(), "{length}");
        }
    }
}
