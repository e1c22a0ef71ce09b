let schema = { $defs: {}, properties: {} };
const BY_DEFAULT = '(default)';

/** Kinds that are no sections of a seed file with objects. */
const OTHER_SEEDS = {
  clients: { properties: { id: { type: 'string', description: 'The client id; generated if absent.' } } },
  redirect_uris: { required: ['uri'], properties: {
    uri: { type: 'string', description: 'Exact, or with a wildcard: `http://localhost:*/*`.' },
  } },
};

/** The members that an update can change, and the values of those that are enums. Other kinds: every member. */
const CHANGES = {
  organizations: ['name', 'external_id', 'stripe_customer_id', 'allow_profiles_outside_organization', 'metadata'],
  organization_domains: { state: ['verified', 'failed'] },
  users: ['email', 'first_name', 'last_name', 'name', 'email_verified', 'external_id', 'metadata'],
  connections: ['name', 'external_id', 'state'],
  profiles: ['email', 'first_name', 'last_name', 'role', 'groups', 'custom_attributes', 'raw_attributes'],
  connected_accounts: { state: ['connected', 'needs_reauthorization'] },
  webhook_endpoints: { endpoint_url: null, status: ['enabled', 'disabled'], events: null },
};
const FIXED = ['object', 'id', 'created_at', 'updated_at'];

const resolved = (part) => (part?.$ref ? schema.$defs[part.$ref.split('/').pop()] : part) ?? {};
const seedOf = (kind) => OTHER_SEEDS[kind] ?? resolved(schema.properties[kind]?.items);

/** The control that a property of the schema needs. */
function inputOf(property) {
  const { enum: values, type, items, anyOf } = { ...property, ...resolved(property) };
  if (values) return { input: 'enum', values };
  if (anyOf) return inputOf(anyOf.find((part) => part.type !== 'null') ?? {});
  const types = [type].flat();
  if (types.includes('string')) return { input: 'text' };
  if (types.includes('boolean')) return { input: 'enum', values: [true, false] };
  if (types.includes('integer') || types.includes('number')) return { input: 'number' };
  if (types.includes('array') && resolved(items).type !== 'object') return { input: 'lines' };
  return { input: 'json' };
}

/** The fields of a form that adds an object, required ones first. */
function fieldsOfSeed(kind) {
  const { properties = {}, required = [] } = seedOf(kind);
  const fields = Object.entries(properties).map(([name, property]) => ({
    name, hint: property.description, isRequired: required.includes(name), ...inputOf(property),
  }));
  return fields.sort((one, other) => other.isRequired - one.isRequired);
}

/** The fields of a form that changes an object, with its values. */
function fieldsOfObject(kind, object) {
  const changes = CHANGES[kind] ?? Object.keys(object).filter((name) => !FIXED.includes(name));
  const names = Array.isArray(changes) ? changes : Object.keys(changes);
  const properties = seedOf(kind).properties ?? {};
  return names.filter((name) => name in object).map((name) => {
    const value = name === 'role' ? object.role?.slug ?? null : object[name];
    let control = properties[name] ? inputOf(properties[name]) : { input: 'text' };
    if (changes[name]) control = { input: 'enum', values: changes[name] };
    else if (typeof value === 'boolean') control = { input: 'enum', values: [true, false] };
    else if (Array.isArray(value) && value.every((item) => typeof item === 'string')) control = { input: 'lines' };
    else if (value !== null && typeof value === 'object') control = { input: 'json' };
    return { name, value, isRequired: false, ...control };
  });
}

const textOf = ({ input, value }) => {
  if (value === null || value === undefined) return '';
  if (input === 'lines') return value.join('\n');
  return input === 'json' ? JSON.stringify(value, null, 2) : String(value);
};

function controlOf(field) {
  const { name, input, values, isRequired } = field;
  const id = `field-${name}`;
  const text = textOf(field);
  if (input === 'enum') {
    const isOptional = !isRequired && !values.map(String).includes(text);
    const options = [...(isOptional ? [''] : []), ...values.map(String)];
    return element('select', { id }, ...options.map((value) =>
      element('option', { value, selected: value === text }, value === '' ? BY_DEFAULT : value)));
  }
  if (input === 'lines' || input === 'json') {
    return element('textarea', { id, rows: Math.min(10, text.split('\n').length + 1), spellcheck: false, value: text });
  }
  const type = input === 'number' ? 'number' : 'text';
  return element('input', { id, type, value: text, autocomplete: 'off', spellcheck: false });
}

function fieldRow(field) {
  const control = controlOf(field);
  control.field = field;
  control.before = control.value;
  const forms = { lines: 'One per line.', json: 'JSON.' };
  const hint = [field.hint, forms[field.input]].filter(Boolean).join(' ');
  if (hint) control.setAttribute('aria-describedby', `${control.id}-hint`);
  if (field.isRequired) control.required = true;
  const note = hint ? element('span', { className: 'hint', id: `${control.id}-hint` }, hint.replaceAll('`', '')) : '';
  const name = element('label', { htmlFor: control.id }, sentence(field.name), field.isRequired ? ' (required)' : '');
  return element('div', {}, name, control, note);
}

/** The value of a control; `undefined` if it is empty. */
function valueOf({ field, value }) {
  if (field.input !== 'lines' && value.trim() === '') return undefined;
  switch (field.input) {
    case 'enum': return field.values.find((known) => String(known) === value);
    case 'number': return Number(value);
    case 'lines': return value.split('\n').map((line) => line.trim()).filter(Boolean);
    case 'json':
      try {
        return JSON.parse(value);
      } catch (error) {
        throw new Error(`${sentence(field.name)} is not valid JSON: ${error.message}.`);
      }
    default: return value;
  }
}

/** Opens the editor with these fields. `save` gets the values of the controls that were changed, and returns the object
 * that then gets the focus. */
function edit(title, action, fields, save) {
  const rows = (some) => some.map(fieldRow);
  const required = fields.filter((field) => field.isRequired);
  const optional = fields.filter((field) => !field.isRequired);
  const more = required.length && optional.length ?
    [element('details', {}, element('summary', {}, 'Optional fields'), ...rows(optional))] : rows(optional);
  write('editor-title', title);
  write('editor-save', action);
  write('editor-problem', '');
  $('editor-fields').replaceChildren(...rows(required), ...more);
  $('editor-form').onsubmit = async (event) => {
    event.preventDefault();
    let saved;
    const succeeded = await change(async () => {
      const controls = [...$('editor-fields').querySelectorAll('input, select, textarea')];
      const empty = controls.find((control) => control.required && control.value.trim() === '');
      if (empty) {
        empty.focus();
        throw new Error(`${sentence(empty.field.name)} is required.`);
      }
      const changed = controls.filter((control) => control.value !== control.before || control.required);
      saved = await save(Object.fromEntries(changed.map((control) => [control.field.name, valueOf(control)])));
      return `${saved.id} was saved.`;
    }, 'editor-problem');
    if (!succeeded) return;
    $('editor').close();
    const item = [...$('objects-list').children].find((node) => node.key === `${objects.kind} ${saved.id}`);
    if (item) focusOn(item);
  };
  $('editor').showModal();
}
