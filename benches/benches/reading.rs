//! `cargo bench` here. The file is made by `node .ci/har.mjs target/speed/pretty.har 10`, as `npm run speed` does.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use loginscope_benches::{look, loginscope, tree, typed};

fn reading(criterion: &mut Criterion) {
    for shape in ["pretty", "compact", "api"] {
        let path = format!("{}/../target/speed/{shape}.har", env!("CARGO_MANIFEST_DIR"));
        let Ok(bytes) = std::fs::read(&path) else {
            eprintln!("{path} is missing: node .ci/har.mjs {path} 10 {shape}");
            continue;
        };
        let mut group = criterion.benchmark_group(shape);
        group.throughput(Throughput::Bytes(bytes.len() as u64)).sample_size(20);
        group.bench_function("loginscope", |bench| bench.iter(|| loginscope(&bytes)));
        group.bench_function("serde_json, typed", |bench| bench.iter(|| typed(&bytes)));
        group.bench_function("serde_json, tree", |bench| bench.iter(|| tree(&bytes)));
        group.bench_function("memchr2", |bench| bench.iter(|| look(&bytes)));
        group.finish();
    }
}

criterion_group!(benches, reading);
criterion_main!(benches);
