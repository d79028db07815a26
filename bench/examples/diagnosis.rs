//! What a diagnosis takes of the memory: all four of as many people, one after the other, and none is kept.

use std::hint::black_box;

use bench::broken::Broken;
use domain::diagnosis::{assets, changes, level, log_in};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

const PEOPLE: u64 = 100_000;

fn main() {
    let _counting = dhat::Profiler::builder().testing().build();
    let mut found = 0;
    for number in 0..PEOPLE {
        let broken = Broken::number(number);
        found += log_in::diagnose(black_box(&broken.log_in)).findings.len();
        found += level::diagnose(black_box(&broken.level)).findings.len();
        found += assets::diagnose(black_box(&broken.assets), &[]).findings.len();
        found += changes::diagnose(black_box(&broken.changes)).findings.len();
    }
    let heap = dhat::HeapStats::get();
    println!("people {PEOPLE}");
    println!("findings {found}");
    println!("most {}", heap.max_bytes);
    println!("left {}", heap.curr_bytes);
}
