//! The table of operations says what is true.

use crate::*;

#[test]
fn every_operation_of_the_table_is_answered_as_it_says() {
    let (answered, absent) = include_str!("../../OPERATIONS.md").split_once("## 501\n").unwrap();
    let rows = |text: &str| -> Vec<(String, String)> {
        let rows =
            text.lines().filter_map(|line| line.strip_prefix("| ")).filter(|line| line.contains("| `/"));
        rows.map(|row| {
            let cells: Vec<_> = row.trim_end_matches(" |").split(" | ").collect();
            let (method, path) = (cells[cells.len() - 2], cells[cells.len() - 1]);
            (method.to_owned(), path.split('`').nth(1).unwrap().to_owned())
        })
        .collect()
    };
    let (answered, absent) = (rows(answered), rows(absent));
    assert!(
        answered.len() > 75 && answered.len() + absent.len() > 230,
        "{} {}",
        answered.len(),
        absent.len()
    );
    let emulator = Emulator::new();
    let status =
        |(method, path): &(String, String)| call(&emulator, method, &path.replace(['{', '}'], "x")).status;
    for operation in &answered {
        assert!(!matches!(status(operation), 405 | 501), "{operation:?}");
    }
    for operation in &absent {
        assert_eq!(status(operation), 501, "{operation:?}");
    }
}
