//! The plan of the code to render: pure data, with every name and type decided.

mod check;
mod limits;
mod model;
mod names;
mod operations;
mod routes;
mod secrets;
mod spread;
mod tags;
mod types;
mod unions;

use super::contracts::Contract;
pub(crate) use check::RESERVED;
pub(crate) use model::{
    Arm, Auth, Body, Credential, Direction, ErrorRow, Field, Given, Handle, Input, Limit, Model, Named,
    Operation, Place, Plan, Presence, Scalar, Type, Union,
};
pub(crate) use names::{pascal, singular, snake};
pub(crate) use routes::{Kind, Param, Route, routes};
pub(crate) use tags::tag_of;

/// Plans the crate of a contract.
pub(crate) fn plan(contract: &Contract) -> Result<Plan, String> {
    let mut types = types::Types::new(contract);
    types.add_ids()?;
    let handles = operations::handles(contract, &mut types)?;
    let mut plan = types.finish()?;
    plan.handles = handles;
    plan.hints = operations::shared_hints(contract);
    plan.crate_path = contract.package.replace('-', "_");
    plan.calls_feature.clone_from(&contract.own.calls_feature);
    plan.check_names()?;
    Ok(plan)
}
