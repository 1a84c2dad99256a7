//! The second stage, out: the policy as data.

use cors_rules::origin::{Entry, Host, PatternEntry, Port};
use cors_rules::policy::{Names, Origins, RuntimeOrigins, Timing};
use cors_table::{ExactTable, Members};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens as _, quote};

use crate::carry::Carried;
use crate::read::{Policy, Predicate, Tracked};
use crate::report::Report;
use crate::table::{Table, exact};

/// The items beside the struct: what is wrong, and the policy; if something is, one that allows
/// nothing, so that the places where it is used have no errors of their own.
pub(crate) fn write(carried: &Carried, policy: &Policy, report: &Report) -> TokenStream {
    let Carried { target, krate, .. } = carried;
    let faults = report.to_items();
    let tracked = tracked(krate, &policy.tracked);
    let predicates = predicates(krate, &policy.predicates);
    let policy = if carried.is_broken || report.is_fatal() {
        invalid(target, krate)
    } else {
        let valid = function(target, krate, &value(krate, policy));
        if report.is_fatal_in_release() {
            in_debug_only(&valid, &invalid(target, krate))
        } else {
            valid
        }
    };
    quote!(#faults #tracked #predicates #policy)
}

/// Whether this is a release build, rustc says of the crate that the policy is in; what the macro's own
/// `cfg!` says is about the macro.
fn in_debug_only(valid: &TokenStream, invalid: &TokenStream) -> TokenStream {
    quote! {
        #[cfg(debug_assertions)]
        #valid
        #[cfg(not(debug_assertions))]
        #invalid
    }
}

/// Rust's own macros, asked for what was read already: so rustc and cargo know what the policy depends on.
/// Constants, of which nothing is in the program.
fn tracked(krate: &TokenStream, all: &[Tracked]) -> TokenStream {
    let mut seen = Vec::new();
    let mut items = TokenStream::new();
    for one in all {
        if seen.contains(&one) {
            continue;
        }
        seen.push(one);
        let read = match one {
            Tracked::Variable(name) => quote!(option_env!(#name)),
            Tracked::File(path) => quote!(include_str!(#path)),
        };
        items.extend(quote!(const _: () = { let _ = #krate::__private::#read; };));
    }
    items
}

/// The predicates, if there are any, in an item of their own. It stands in the block of the macro's call, so a
/// path in it means what it means there; in the `impl`, `Self` would be another type. A policy with errors has
/// it too, and rustc judges the paths in the same build.
fn predicates(krate: &TokenStream, all: &[Predicate]) -> TokenStream {
    if all.is_empty() {
        return TokenStream::new();
    }
    let name = predicates_name();
    let predicates = all.iter().map(|predicate| {
        let Predicate { entry, path, is_asked_of_insecure } = predicate;
        quote! {
            #krate::__private::Predicate {
                entry: #entry,
                allows: #path,
                is_asked_of_insecure: #is_asked_of_insecure,
            }
        }
    });
    quote!(const #name: &[#krate::__private::Predicate] = &[#(#predicates),*];)
}

fn predicates_name() -> Ident {
    Ident::new("__CORS_POLICY_PREDICATES", Span::call_site())
}

/// A policy that allows nothing.
pub(crate) fn invalid(target: &Ident, krate: &TokenStream) -> TokenStream {
    function(target, krate, &quote!(#krate::__private::INVALID))
}

fn function(target: &Ident, krate: &TokenStream, value: &TokenStream) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl #target {
            const fn policy() -> #krate::CorsPolicy {
                #value
            }
        }
    }
}

/// The values of headers have a `static` of their own: their type has interior mutability, which
/// neither a promoted constant nor a question asked in a `const` may touch.
fn value(krate: &TokenStream, policy: &Policy) -> TokenStream {
    let private = quote!(#krate::__private);
    let declaration = &policy.declaration;
    let (origins, members) = origins(&private, &declaration.origins);
    let count = members.len();
    let predicates = if policy.predicates.is_empty() {
        quote!(&[])
    } else {
        predicates_name().into_token_stream()
    };
    let credentials = declaration.credentials;
    let status = if policy.preflight_ok { quote!(Ok) } else { quote!(NoContent) };
    let allow_methods = allowed(&private, &declaration.methods);
    let allow_headers = allowed(&private, &declaration.headers);
    let expose_headers = header_value(&private, list(&declaration.exposed).as_deref());
    let max_age =
        header_value(&private, policy.max_age.map(|seconds| seconds.to_string()).as_deref());
    let timing =
        header_value(&private, timing(&declaration.timing, &declaration.origins).as_deref());
    let timing_is_same = declaration.timing == Timing::Same;
    let runtime_origins = runtime_origins(&private, declaration.runtime.as_ref());
    let runtime_allowed = &policy.runtime_allowed;
    quote! {
        static ORIGINS: [#private::Constant; #count] = [#(#private::Constant::new(#members)),*];
        static VALUES: #private::HeaderValues = #private::HeaderValues {
            origins: &ORIGINS,
            allow_methods: #allow_methods,
            allow_headers: #allow_headers,
            expose_headers: #expose_headers,
            max_age: #max_age,
            timing_allow_origin: #timing,
            timing_is_same: #timing_is_same,
            preflight: #private::OnceLock::new(),
        };
        static DATA: #private::PolicyData = #private::PolicyData {
            origins: #origins,
            predicates: #predicates,
            runtime_origins: #runtime_origins,
            runtime_allowed: &[#(#runtime_allowed),*],
            credentials: #credentials,
            preflight_status: #private::PreflightStatus::#status,
            values: &VALUES,
            file: #private::file!(),
            line: #private::line!(),
            is_debug: #private::cfg!(debug_assertions),
        };
        #private::new(&DATA)
    }
}

/// So many exact origins have header values of their own, for which an answer takes a tenth less. Each costs the compiler
/// 0.2 ms, and 0.5 ms if there is one of actix-web's as well.
const MOST_VALUES: usize = 128;

/// The table, and the origins that have a header value, in its order.
fn origins(private: &TokenStream, origins: &Origins) -> (TokenStream, Vec<String>) {
    let entries = match origins {
        Origins::Any => return (quote!(#private::Origins::Any), Vec::new()),
        Origins::Listed(entries) => entries,
    };
    let table = match Table::new(entries) {
        Ok(table) => table,
        Err(error) => {
            let message = format!("cors-macros could not fill the origin table: {error}");
            return (quote!(::core::compile_error!(#message)), Vec::new());
        }
    };
    let mut members = Vec::new();
    if table.exact().len() <= MOST_VALUES {
        members.extend(table.exact().iter().map(str::to_owned));
    }
    let ExactTable { seed, pilots, remap, len, members: placed } = table.exact();
    let pilots = Literal::byte_string(pilots);
    let remap = remap.iter().map(|slot| Literal::u32_unsuffixed(*slot));
    let placed = match placed {
        Members::Cells { text, size } => quote!(Cells { text: #text, size: #size }),
        Members::Joined { text, offsets } => {
            let offsets = offsets.iter().map(|offset| Literal::u32_unsuffixed(*offset));
            quote!(Joined { text: #text, offsets: &[#(#offsets),*] })
        }
    };
    let patterns = table.patterns.iter().map(|entry| pattern(private, entry));
    let longest_exact = table.longest_exact;
    let table = quote! {
        #private::Origins::Listed(#private::OriginTable {
            exact: #private::ExactTable {
                seed: #seed,
                pilots: #pilots,
                remap: &[#(#remap),*],
                len: #len,
                members: #private::Members::#placed,
            },
            patterns: &[#(#patterns),*],
            longest_exact: #longest_exact,
        })
    };
    (table, members)
}

fn runtime_origins(private: &TokenStream, runtime: Option<&RuntimeOrigins>) -> TokenStream {
    let scope = match runtime {
        None => quote!(Nothing),
        Some(RuntimeOrigins::Within(entries)) => {
            let entries = entries.iter().flatten().map(Entry::text);
            quote!(Within(&[#(#entries),*]))
        }
        Some(RuntimeOrigins::Any) => quote!(Any),
        Some(RuntimeOrigins::Star) => quote!(Star),
    };
    quote!(#private::RuntimeOrigins::#scope)
}

fn pattern(private: &TokenStream, entry: &PatternEntry) -> TokenStream {
    let scheme = entry.scheme();
    let host = match entry.host() {
        Host::Exactly(host) => quote!(Exactly(#host)),
        Host::Below(domain) => quote!(Below(#domain)),
        Host::Label { before, after, domain } => {
            quote!(Label { before: #before, after: #after, domain: #domain })
        }
        Host::Every => quote!(Every),
    };
    let port = match entry.port() {
        Port::None => quote!(None),
        Port::Exactly(port) => quote!(Exactly(#port)),
        Port::Any => quote!(Any),
    };
    quote! {
        #private::Pattern {
            scheme: #scheme,
            host: #private::HostPattern::#host,
            port: #private::PortPattern::#port,
        }
    }
}

fn allowed(private: &TokenStream, names: &Names) -> TokenStream {
    if *names == Names::Mirror {
        return quote!(#private::Allowed::Mirror);
    }
    match list(names) {
        Some(list) => {
            quote!(#private::Allowed::Constant(#private::Constant::new(#list)))
        }
        None => quote!(#private::Allowed::Safelisted),
    }
}

/// The names as a header's value; `None` if there is nothing to say.
fn list(names: &Names) -> Option<String> {
    let (star, names) = match names {
        Names::Any(names) => (Some("*"), names),
        Names::Listed(names) => (None, names),
        Names::Mirror => return None,
    };
    let mut members: Vec<&str> = Vec::new();
    for name in star.into_iter().chain(names.iter().flatten().map(|name| &**name)) {
        if !members.contains(&name) {
            members.push(name);
        }
    }
    (!members.is_empty()).then(|| members.join(", "))
}

/// `Timing-Allow-Origin` may list several origins, so it is the same in every answer.
/// <https://w3c.github.io/resource-timing/#sec-timing-allow-origin>
fn timing(timing: &Timing, origins: &Origins) -> Option<String> {
    let entries = match (timing, origins) {
        (Timing::None, _) => return None,
        (Timing::Any, _) | (Timing::Same, Origins::Any) => return Some("*".to_owned()),
        (Timing::Same, Origins::Listed(entries)) | (Timing::Listed(entries), _) => entries,
    };
    let list: Vec<_> = exact(entries).collect();
    (!list.is_empty()).then(|| list.join(", "))
}

fn header_value(private: &TokenStream, text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(#private::Some(#private::Constant::new(#text))),
        None => quote!(#private::None),
    }
}
