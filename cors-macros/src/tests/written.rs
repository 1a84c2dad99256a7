//! The written data, read back.

use cors_table::{ExactTable, Members};
use quote::ToTokens as _;
use syn::{Expr, ExprLit, ExprStruct, Item, Lit, Stmt};

use super::Expansion;

/// The origin table of a policy.
pub(super) struct WrittenTable {
    seed: u64,
    pilots: Vec<u8>,
    remap: Vec<u32>,
    len: usize,
    text: String,
    /// The size of a cell, or where each member begins.
    places: Result<usize, Vec<u32>>,
    pub(super) longest_exact: usize,
    /// Each as it would be written in a policy.
    pub(super) patterns: Vec<String>,
}

impl WrittenTable {
    /// The table of a policy that lists origins.
    pub(super) fn of(expansion: &Expansion) -> Self {
        let data = constant(&expansion.value, "DATA");
        let Expr::Call(listed) = field(&data, "origins") else { panic!("not a list") };
        let Some(Expr::Struct(table)) = listed.args.first() else { panic!("no table") };
        let Expr::Struct(exact) = field(table, "exact") else { panic!("no exact table") };
        let Expr::Lit(ExprLit { lit: Lit::ByteStr(pilots), .. }) = field(exact, "pilots") else {
            panic!("no pilots")
        };
        let Expr::Struct(members) = field(exact, "members") else { panic!("no members") };
        let are_cells = members.path.segments.last().is_some_and(|last| last.ident == "Cells");
        WrittenTable {
            seed: number(field(exact, "seed")),
            pilots: pilots.value(),
            remap: elements(field(exact, "remap")).iter().map(number).collect(),
            len: number(field(exact, "len")),
            text: string(field(members, "text")),
            places: if are_cells {
                Ok(number(field(members, "size")))
            } else {
                Err(elements(field(members, "offsets")).iter().map(number).collect())
            },
            longest_exact: number(field(table, "longest_exact")),
            patterns: elements(field(table, "patterns")).iter().map(pattern).collect(),
        }
    }

    pub(super) fn exact(&self) -> ExactTable<'_> {
        ExactTable {
            seed: self.seed,
            pilots: &self.pilots,
            remap: &self.remap,
            len: self.len,
            members: match &self.places {
                Ok(size) => Members::Cells { text: &self.text, size: *size },
                Err(offsets) => Members::Joined { text: &self.text, offsets },
            },
        }
    }
}

/// A field of a `static` of the policy, without spaces.
pub(super) fn field_text(expansion: &Expansion, constant_name: &str, name: &str) -> String {
    let constant = constant(&expansion.value, constant_name);
    field(&constant, name).to_token_stream().to_string().replace(' ', "")
}

pub(super) fn text(statements: &[Stmt]) -> String {
    statements.iter().map(|statement| statement.to_token_stream().to_string()).collect()
}

fn constant(statements: &[Stmt], name: &str) -> ExprStruct {
    let found = statements.iter().find_map(|statement| match statement {
        Stmt::Item(Item::Static(item)) if item.ident == name => Some(&*item.expr),
        _ => None,
    });
    let Some(Expr::Struct(found)) = found else { panic!("no static {name}") };
    found.clone()
}

fn field<'e>(of: &'e ExprStruct, name: &str) -> &'e Expr {
    let is_it = |field: &&syn::FieldValue| field.member.to_token_stream().to_string() == name;
    &of.fields.iter().find(is_it).unwrap_or_else(|| panic!("no field {name}")).expr
}

/// The elements of `&[…]`.
fn elements(list: &Expr) -> Vec<Expr> {
    let Expr::Reference(reference) = list else { panic!("not a reference") };
    let Expr::Array(array) = &*reference.expr else { panic!("not an array") };
    array.elems.iter().cloned().collect()
}

fn number<N: std::str::FromStr<Err: std::fmt::Display>>(number: &Expr) -> N {
    let Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) = number else { panic!("not a number") };
    number.base10_parse().unwrap()
}

fn pattern(pattern: &Expr) -> String {
    let Expr::Struct(pattern) = pattern else { panic!("not a pattern") };
    let text_of = |name| {
        let text = field(pattern, name).to_token_stream().to_string().replace([' ', '"'], "");
        text.rsplit("::").next().unwrap().to_owned()
    };
    let inside = |text: &str| {
        let (variant, inside) = text.strip_suffix(')')?.split_once('(')?;
        Some((variant.to_owned(), inside.to_owned()))
    };
    let host = match (field(pattern, "host"), inside(&text_of("host"))) {
        (Expr::Struct(label), _) => {
            let [before, after, domain] =
                ["before", "after", "domain"].map(|part| string(field(label, part)));
            format!("{before}*{after}.{domain}")
        }
        (_, Some((variant, host))) if variant == "Exactly" => host,
        (_, Some((_, domain))) => format!("*.{domain}"),
        (_, None) => "*".to_owned(),
    };
    let port = match (inside(&text_of("port")), &*text_of("port")) {
        (Some((_, port)), _) => format!(":{}", port.trim_end_matches("u16")),
        (None, "Any") => ":*".to_owned(),
        (None, _) => String::new(),
    };
    format!("{}://{host}{port}", string(field(pattern, "scheme")))
}

fn string(text: &Expr) -> String {
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = text else { panic!("not a string") };
    text.value()
}
