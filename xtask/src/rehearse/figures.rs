//! The figures that the rehearsal prints.

use std::fmt;

use super::cases::{Cases, Reader};
use super::derive;
use super::group::Group;
use crate::codegen::parse::Document;

/// Sizes of the rendered crate, and numbers of examples.
#[derive(Default)]
pub(super) struct Figures {
    groups: usize,
    operations: usize,
    schemas: usize,
    left_out: Vec<String>,
    models: usize,
    enums: usize,
    unions: usize,
    events: usize,
    lines: usize,
    code: usize,
    operations_code: usize,
    decoded: usize,
    errors: usize,
    written: usize,
    in_schemas: usize,
    used: usize,
    bodies: usize,
}

impl Figures {
    pub(super) fn new(official: &Document, groups: &[Group], cases: &Cases) -> Self {
        let contracts: Vec<_> = groups.iter().map(|group| &group.contract).collect();
        let left_out = derive::left_out(official, &contracts);
        let mut figures = Self {
            groups: groups.len(),
            schemas: official.components.schemas.len(),
            left_out: left_out.into_iter().map(str::to_owned).collect(),
            written: cases.figures.written,
            in_schemas: cases.figures.in_schemas,
            used: cases.figures.used,
            bodies: cases.figures.bodies,
            ..Self::default()
        };
        for group in groups {
            let plan = &group.plan;
            figures.operations += plan.handles.iter().map(|handle| handle.operations.len()).sum::<usize>();
            figures.models += plan.models.len();
            figures.enums += plan.enums.len();
            figures.unions += plan.unions.len() + plan.scalars.len();
            let beside = plan.unions.iter().filter(|union| union.beside.is_some());
            figures.events += beside.map(|union| union.arms.len()).sum::<usize>();
            for (name, text) in &group.files {
                let code =
                    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
                let code = code.count();
                figures.lines += text.lines().count();
                figures.code += code;
                figures.operations_code += if name == "operations.rs" { code } else { 0 };
            }
        }
        for case in cases.groups.iter().flat_map(|(_, cases)| cases) {
            match case.reader {
                Reader::Error(_) => figures.errors += 1,
                Reader::Read(_) | Reader::RoundTrip(_) => figures.decoded += 1,
            }
        }
        figures
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let each = self.operations_code as f64 / self.operations.max(1) as f64;
        let rendered = self.schemas - self.left_out.len();
        writeln!(
            f,
            "{} operations in {} groups, {rendered} of {} schemas",
            self.operations, self.groups, self.schemas
        )?;
        writeln!(f, "left out, shared by workos-core or made part of a call: {}", self.left_out.join(", "))?;
        writeln!(
            f,
            "{} models, {} enums, {} unions, {} events",
            self.models, self.enums, self.unions, self.events
        )?;
        writeln!(
            f,
            "{} lines, {} of them code; {each:.1} lines of code per operation, without the models",
            self.lines, self.code
        )?;
        writeln!(
            f,
            "{} of {} examples in schemas are used, and {} examples of bodies",
            self.used, self.in_schemas, self.bodies
        )?;
        writeln!(
            f,
            "{} values are decoded, {} are decoded as errors, {} of requests are compared with their types",
            self.decoded, self.errors, self.written
        )
    }
}
