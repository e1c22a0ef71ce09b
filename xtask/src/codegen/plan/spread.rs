//! What depends on the whole plan: the directions that types are used in, and the secrets that they hold.

use super::types::own;
use super::{Direction, Plan, Type};

impl Plan {
    /// Marks a type, and all that it is made of, as used in this direction.
    pub(super) fn mark(&mut self, ty: &Type, direction: Direction) {
        let inner: Vec<Type> = match ty {
            Type::Option(ty) | Type::List(ty) | Type::Map(ty) | Type::Page(ty) => vec![(**ty).clone()],
            Type::Model(named) if !named.shared => {
                let Some(model) = self.models.iter_mut().find(|model| model.name == named.name) else {
                    return;
                };
                if !widen(&mut model.direction, direction) {
                    return;
                }
                model.fields.iter().map(|field| field.ty.clone()).collect()
            }
            Type::Union(named) if !named.shared => {
                let Some(union) = self.unions.iter_mut().find(|union| union.name == named.name) else {
                    return;
                };
                if !widen(&mut union.direction, direction) {
                    return;
                }
                union.arms.iter().map(|arm| Type::Model(own(&arm.model))).collect()
            }
            _ => return,
        };
        for ty in inner {
            self.mark(&ty, direction);
        }
    }

    /// One step of the spread; whether it found anything.
    pub(super) fn spread_secrets(&mut self) -> bool {
        let found = |plan: &Self, ty: &Type| holds_secret(plan, ty);
        let models: Vec<usize> = (0..self.models.len())
            .filter(|&at| !self.models[at].secret)
            .filter(|&at| self.models[at].fields.iter().any(|field| found(self, &field.ty)))
            .collect();
        let unions: Vec<usize> = (0..self.unions.len())
            .filter(|&at| !self.unions[at].secret)
            .filter(|&at| self.unions[at].arms.iter().any(|arm| found(self, &Type::Model(own(&arm.model)))))
            .collect();
        models.iter().for_each(|&at| self.models[at].secret = true);
        unions.iter().for_each(|&at| self.unions[at].secret = true);
        !models.is_empty() || !unions.is_empty()
    }
}

/// Whether a value of this type holds a secret, as far as it is known.
fn holds_secret(plan: &Plan, ty: &Type) -> bool {
    match ty {
        Type::Secret => true,
        Type::Option(ty) | Type::List(ty) | Type::Map(ty) | Type::Page(ty) => holds_secret(plan, ty),
        Type::Model(named) | Type::Union(named) if named.shared => named.secret,
        Type::Model(named) => plan.model(&named.name).is_some_and(|model| model.secret),
        Type::Union(named) => plan.union(&named.name).is_some_and(|union| union.secret),
        _ => false,
    }
}

fn widen(direction: &mut Direction, by: Direction) -> bool {
    let wider =
        Direction { request: direction.request || by.request, response: direction.response || by.response };
    let grew = *direction != wider;
    *direction = wider;
    grew
}
