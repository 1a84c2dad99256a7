//! Tables in Markdown.

use std::fmt;

use crate::measure::{Outcome, Quartiles};

/// A table; its first column holds words and the others figures.
#[derive(Debug)]
pub struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// With these columns.
    #[must_use]
    pub fn new(columns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Table { head: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| {} |", self.head.join(" | "))?;
        writeln!(f, "|---|{}", "--:|".repeat(self.head.len().saturating_sub(1)))?;
        for row in &self.rows {
            writeln!(f, "| {} |", row.join(" | "))?;
        }
        Ok(())
    }
}

/// Nanoseconds: a decimal where it says something.
#[must_use]
pub fn nanoseconds(value: f64) -> String {
    if value.abs() < 20.0 { format!("{value:.1}") } else { thousands(&format!("{value:.0}")) }
}

/// The quartiles around a median.
#[must_use]
pub fn spread(quartiles: Quartiles) -> String {
    format!("{}–{}", nanoseconds(quartiles.lower), nanoseconds(quartiles.upper))
}

/// One median divided by another. Nothing, if that is too small to divide by.
#[must_use]
pub fn ratio(one: Quartiles, other: Quartiles) -> String {
    if other.median < 1.0 { "–".to_owned() } else { format!("{:.2}", one.median / other.median) }
}

/// How much of the time was quiet, marked where it was not enough.
#[must_use]
pub fn kept(outcome: &Outcome) -> String {
    format!("{:.0} %{}", outcome.kept * 100.0, if outcome.quiet { "" } else { " (noisy)" })
}

/// `12345` as `12,345`.
#[must_use]
pub fn thousands(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}")
}

#[cfg(test)]
mod tests {
    use super::{Table, thousands};

    #[test]
    fn a_table_is_markdown() {
        let mut table = Table::new(["what", "ns"]);
        table.row(["one".to_owned(), "1".to_owned()]);
        assert_eq!(table.to_string(), "| what | ns |\n|---|--:|\n| one | 1 |\n");
    }

    #[test]
    fn digits_are_grouped_by_three() {
        for (digits, grouped) in
            [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-123456", "-123,456")]
        {
            assert_eq!(thousands(digits), grouped);
        }
    }
}
