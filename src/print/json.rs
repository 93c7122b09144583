//! The report as JSON: the stable form that other programs read.

use crate::report::Report;

/// The report as one object, indented, with a line feed at its end.
pub fn json(report: &Report) -> String {
    // A report holds no map with keys that are not strings and no number that is not finite.
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}

/// One report a line.
pub fn json_lines<'a>(reports: impl IntoIterator<Item = &'a Report>) -> String {
    let lines = reports.into_iter().map(|report| serde_json::to_string(report).unwrap_or_default() + "\n");
    lines.collect()
}

#[cfg(test)]
mod tests {
    use crate::report::Report;

    /// Written anew when the types have changed.
    #[test]
    fn the_published_schema_is_that_of_the_types() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/print/report.schema.json");
        let schema = serde_json::to_string_pretty(&schemars::schema_for!(Report)).unwrap() + "\n";
        if std::fs::read_to_string(path).unwrap_or_default() != schema {
            std::fs::write(path, schema).unwrap();
            panic!("src/print/report.schema.json was stale and is written anew: look at it, commit it");
        }
    }
}
