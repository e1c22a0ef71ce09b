//! Derives what depends on the whole plan: directions, secrets, and the boxes in types that contain themselves.

use std::collections::BTreeSet;

use super::model::{Direction, Field, Plan, Type};

impl Plan {
    /// Marks a type, and all types inside it, as used in this direction.
    pub(super) fn mark(&mut self, ty: &Type, direction: Direction) {
        let inner: Vec<Type> = match ty {
            Type::Option(ty) | Type::List(ty) | Type::Map(ty) | Type::Page(ty) | Type::Boxed(ty) => {
                vec![(**ty).clone()]
            }
            Type::Scalar(named) => {
                if let Some(scalar) = self.scalars.iter_mut().find(|scalar| scalar.name == named.name) {
                    widen(&mut scalar.direction, direction);
                }
                return;
            }
            Type::Model(named) | Type::Union(named) if !named.shared => {
                let found = match ty {
                    Type::Model(_) => {
                        self.models.iter_mut().find(|model| model.name == named.name).map(|model| {
                            (
                                &mut model.direction,
                                model.fields.iter().map(|field| field.ty.clone()).collect(),
                            )
                        })
                    }
                    _ => self.unions.iter_mut().find(|union| union.name == named.name).map(|union| {
                        (
                            &mut union.direction,
                            union.arms.iter().map(|arm| arm.ty.clone()).collect::<Vec<_>>(),
                        )
                    }),
                };
                let Some((known, inner)) = found else { return };
                if !widen(known, direction) {
                    return;
                }
                inner
            }
            _ => return,
        };
        for ty in inner {
            self.mark(&ty, direction);
        }
    }

    /// Marks the types with a field or arm that is known to hold a secret. Returns whether it marked any.
    pub(super) fn spread_secrets(&mut self) -> bool {
        let models: Vec<usize> = (0..self.models.len())
            .filter(|&at| !self.models[at].secret)
            .filter(|&at| self.models[at].fields.iter().any(|field| self.holds_secret(&field.ty)))
            .collect();
        let unions: Vec<usize> = (0..self.unions.len())
            .filter(|&at| !self.unions[at].secret)
            .filter(|&at| self.unions[at].arms.iter().any(|arm| self.holds_secret(&arm.ty)))
            .collect();
        models.iter().for_each(|&at| self.models[at].secret = true);
        unions.iter().for_each(|&at| self.unions[at].secret = true);
        !models.is_empty() || !unions.is_empty()
    }

    /// Whether a value of this type holds a secret, as far as the types are marked.
    pub(crate) fn holds_secret(&self, ty: &Type) -> bool {
        match ty {
            Type::Secret => true,
            Type::Option(ty) | Type::List(ty) | Type::Map(ty) | Type::Page(ty) | Type::Boxed(ty) => {
                self.holds_secret(ty)
            }
            Type::Model(named) | Type::Union(named) if named.shared => named.secret,
            Type::Model(named) => self.model(&named.name).is_some_and(|model| model.secret),
            Type::Union(named) => self.union(&named.name).is_some_and(|union| union.secret),
            _ => false,
        }
    }

    /// Turns references to models into references to unions, if the definition of the type became a union later.
    pub(super) fn settle_unions(&mut self) {
        let unions: BTreeSet<String> = self.unions.iter().map(|union| union.name.clone()).collect();
        self.each_type(&mut |ty| match ty {
            Type::Model(named) if !named.shared && unions.contains(&named.name) => {
                *ty = Type::Union(named.clone());
            }
            _ => {}
        });
    }

    /// Boxes each field through which a struct or union would contain itself.
    pub(super) fn box_cycles(&mut self) {
        for at in 0..self.models.len() {
            for field in 0..self.models[at].fields.len() {
                let ty = &self.models[at].fields[field].ty;
                if self.contains(ty, &self.models[at].name, Depth::Inline) {
                    self.models[at].fields[field].ty = Type::Boxed(Box::new(ty.clone()));
                }
            }
        }
    }

    /// Boxes each object that an envelope holds, or may have beside its content.
    ///
    /// Otherwise, the largest of a hundred objects would set the size of every envelope, and an envelope is moved
    /// several times between the decoder and the caller.
    pub(super) fn box_contents(&mut self) {
        let objects = |ty: &Type| matches!(ty, Type::Model(_) | Type::Union(_));
        let arms =
            self.unions.iter_mut().filter(|union| union.beside.is_some()).flat_map(|union| &mut union.arms);
        for arm in arms.filter(|arm| objects(&arm.ty)) {
            arm.ty = Type::Boxed(Box::new(arm.ty.clone()));
        }
        for model in &mut self.models {
            let Some(content) = &model.content else { continue };
            let beside = |field: &&mut Field| field.wire != *content && !field.required && objects(&field.ty);
            for field in model.fields.iter_mut().filter(beside) {
                field.ty = Type::Boxed(Box::new(field.ty.clone()));
            }
        }
    }

    /// Whether a value of the type can contain a value of the named struct or union, at any depth.
    pub(crate) fn leads_to(&self, ty: &Type, name: &str) -> bool {
        self.contains(ty, name, Depth::Any)
    }

    fn contains(&self, ty: &Type, name: &str, depth: Depth) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = vec![ty];
        while let Some(ty) = next.pop() {
            match ty {
                Type::Option(inner) => next.push(inner),
                Type::List(inner) | Type::Map(inner) | Type::Page(inner) | Type::Boxed(inner)
                    if depth == Depth::Any =>
                {
                    next.push(inner);
                }
                Type::Model(named) | Type::Union(named) if !named.shared => {
                    if named.name == name {
                        return true;
                    }
                    if seen.insert(&named.name) {
                        let fields = self.model(&named.name).into_iter().flat_map(|model| &model.fields);
                        next.extend(fields.map(|field| &field.ty));
                        let arms = self.union(&named.name).into_iter().flat_map(|union| &union.arms);
                        next.extend(arms.map(|arm| &arm.ty));
                    }
                }
                _ => {}
            }
        }
        false
    }

    fn each_type(&mut self, change: &mut impl FnMut(&mut Type)) {
        let fields = self.models.iter_mut().flat_map(|model| &mut model.fields).map(|field| &mut field.ty);
        let arms = self.unions.iter_mut().flat_map(|union| &mut union.arms).map(|arm| &mut arm.ty);
        fields.chain(arms).chain(self.components.values_mut()).for_each(|ty| ty.each(change));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// Inside the value itself, where it adds to its size.
    Inline,
    /// Behind lists, maps and boxes too.
    Any,
}

impl Type {
    /// Changes this type and the types inside it.
    fn each(&mut self, change: &mut impl FnMut(&mut Self)) {
        change(self);
        if let Self::Option(inner)
        | Self::List(inner)
        | Self::Map(inner)
        | Self::Page(inner)
        | Self::Boxed(inner) = self
        {
            inner.each(change);
        }
    }
}

fn widen(direction: &mut Direction, by: Direction) -> bool {
    let wider =
        Direction { request: direction.request || by.request, response: direction.response || by.response };
    let grew = *direction != wider;
    *direction = wider;
    grew
}
