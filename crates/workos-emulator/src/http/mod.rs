//! Requests, responses, the routes of the API, and hosted pages.

pub(crate) mod advice;
pub(crate) mod answer;
pub(crate) mod contract;
pub(crate) mod failure_page;
pub(crate) mod form;
pub(crate) mod formats;
pub(crate) mod further_routes;
pub(crate) mod page;
pub(crate) mod page_forms;
pub(crate) mod path_secrets;
pub(crate) mod rejected;
pub(crate) mod request;
pub(crate) mod routes;
pub(crate) mod url;
