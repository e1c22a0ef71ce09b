//! Renders the route table of the emulator.

use crate::codegen::plan::{Auth, Kind, Param, Route};

/// Renders the table and its imports.
pub(super) fn render(routes: &[Route]) -> String {
    let absent: Vec<_> =
        routes.iter().filter(|route| !route.is_emulated).map(|route| route.operation.as_str()).collect();
    let routes: String = routes.iter().map(route).collect();
    format!(
        "use crate::http::contract::{{Kind, Param, Route, RouteAuth}};\n\n\
         /// Every operation of the contracts.\npub(crate) static ROUTES: &[Route] = &[\n{routes}];\n\n\
         /// Operations without a handler, which answer 501.\n#[cfg(test)]\n\
         pub(crate) static NOT_EMULATED: &[&str] = &{absent:?};\n"
    )
}

fn route(route: &Route) -> String {
    let auth = match route.auth {
        Auth::ApiKey => "ApiKey",
        Auth::None => "Public",
        Auth::AccessToken => "AccessToken",
    };
    format!(
        "Route {{ operation: {:?}, method: {:?}, path: {:?}, auth: RouteAuth::{auth}, query: {}, body: {} }},\n",
        route.operation,
        route.method,
        route.path,
        params(&route.query),
        params(&route.body),
    )
}

fn params(params: &[Param]) -> String {
    let params = params.iter().map(|param| {
        format!(
            "Param {{ name: {:?}, required: {}, nullable: {}, kind: {} }},\n",
            param.name,
            param.required,
            param.nullable,
            kind(&param.kind),
        )
    });
    format!("&[{}]", params.collect::<String>().trim_end_matches(",\n"))
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Text => "Kind::Text".to_owned(),
        Kind::Integer { min, max } => format!("Kind::Integer {{ min: {min:?}, max: {max:?} }}"),
        Kind::Number => "Kind::Number".to_owned(),
        Kind::Boolean => "Kind::Boolean".to_owned(),
        Kind::Timestamp => "Kind::Timestamp".to_owned(),
        Kind::Enum(values) => format!("Kind::Enum(&{values:?})"),
        Kind::List(item) => format!("Kind::List(&{})", self::kind(item)),
        Kind::Map => "Kind::Map".to_owned(),
        Kind::Object(params) => format!("Kind::Object({})", self::params(params)),
        Kind::Any => "Kind::Any".to_owned(),
    }
}
