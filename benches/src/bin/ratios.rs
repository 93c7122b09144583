//! Reads files in every way in turn, several rounds, and prints the medians in MB/s, one line of JSON for each file.

use std::time::Instant;

use loginscope_benches::{look, loginscope, tree, typed};

type Way = (&'static str, fn(&[u8]) -> usize);

fn main() {
    let ways: [Way; 4] = [("loginscope", loginscope), ("typed", typed), ("tree", tree), ("look", look)];
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).expect("a file");
        let mut times = ways.map(|_| Vec::new());
        for _ in 0..9 {
            for ((_, way), times) in ways.iter().zip(&mut times) {
                let start = Instant::now();
                std::hint::black_box(way(&bytes));
                times.push(start.elapsed().as_secs_f64());
            }
        }
        let rates = ways.iter().zip(&mut times).map(|((name, _), times)| {
            times.sort_by(f64::total_cmp);
            format!("\"{name}\": {:.0}", bytes.len() as f64 / 1e6 / times[times.len() / 2])
        });
        println!("{{{}}}", rates.collect::<Vec<_>>().join(", "));
    }
}
