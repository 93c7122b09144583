//! Reads a file and does nothing with it: what the disk gives.

use std::io::Read as _;

fn main() {
    let path = std::env::args().nth(1).expect("a file");
    let mut file = std::fs::File::open(path).expect("a file");
    let mut room = vec![0; 256 << 10];
    while file.read(&mut room).expect("bytes") > 0 {
        std::hint::black_box(&room);
    }
}
