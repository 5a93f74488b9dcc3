/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the map format. A row is a member: its order here is its order in a saved file. */
#include "ent-types.h"

#include <string.h>

#define F(Type, member, json, field_kind, ...)                                                                               \
  {                                                                                                                          \
    .name = json, .kind = ENT_FIELD_##field_kind, .offset = G_STRUCT_OFFSET (Type, member), __VA_ARGS__                      \
  }
#define TYPE(variable, Type, label, table)                                                                                   \
  const EntRecordType variable                                                                                               \
      = { .name = label, .size = sizeof (Type), .n_fields = G_N_ELEMENTS (table), .fields = table }
#define ID .flags = ENT_FIELD_REQUIRED | ENT_FIELD_ID | ENT_FIELD_NOT_EMPTY

static const char *const directions[] = { "forward", "both", "none", NULL };
static const char *const stances[] = { "cooperative", "conflictual", "neutral", NULL };
static const char *const statuses[] = { "asserted", "planned", "possible", "denied", "asked", "ended", NULL };
static const char *const roles[] = { "supports", "disputes", "mentions", NULL };
static const char *const reliabilities[] = { "A", "B", "C", "D", "E", "F", NULL };
static const char *const credibilities[] = { "1", "2", "3", "4", "5", "6", NULL };

const char *const ent_actor_kinds[]
    = { "state", "person", "organization", "alliance", "agency", "force", "place", "event", "other", NULL };
const char *const ent_relation_kinds[]
    = { "agree",    "consult", "support", "cooperate", "aid",      "concede", "retreat", "investigate", "demand", "disapprove",
        "reject",   "threaten", "protest", "sanction",  "mobilize", "coerce",  "assault", "fight",       "leads",  "represents",
        "member",   "part",    "allied",  "trades",    "owns",     "family",  "located", "other",       NULL };

static const EntField position_fields[] = {
  F (EntPosition, x, "x", NUMBER, .flags = ENT_FIELD_REQUIRED | ENT_FIELD_COORDINATE),
  F (EntPosition, y, "y", NUMBER, .flags = ENT_FIELD_REQUIRED | ENT_FIELD_COORDINATE),
};
TYPE (ent_position_type, EntPosition, "position", position_fields);

static const EntField view_fields[] = {
  F (EntView, x, "x", NUMBER, .flags = ENT_FIELD_COORDINATE),
  F (EntView, y, "y", NUMBER, .flags = ENT_FIELD_COORDINATE),
  F (EntView, zoom, "zoom", NUMBER, .flags = ENT_FIELD_POSITIVE),
};
TYPE (ent_view_type, EntView, "view", view_fields);

static const EntField location_fields[] = {
  F (EntLocation, lat, "lat", NUMBER, .flags = ENT_FIELD_REQUIRED | ENT_FIELD_LATITUDE),
  F (EntLocation, lon, "lon", NUMBER, .flags = ENT_FIELD_REQUIRED | ENT_FIELD_LONGITUDE),
};
TYPE (ent_location_type, EntLocation, "location", location_fields);

static const EntField link_fields[] = {
  F (EntLink, title, "title", STRING),
  F (EntLink, url, "url", STRING),
};
TYPE (ent_link_type, EntLink, "link", link_fields);

static const EntField kind_fields[] = {
  F (EntKind, id, "id", STRING, ID),
  F (EntKind, name, "name", STRING),
  F (EntKind, icon, "icon", STRING, .flags = ENT_FIELD_LONG | ENT_FIELD_PICTURE),
  F (EntKind, colour, "colour", STRING, .flags = ENT_FIELD_COLOUR),
};
TYPE (ent_kind_type, EntKind, "kind", kind_fields);

static const EntField merged_end_fields[] = {
  F (EntMergedEnd, id, "id", STRING),
  F (EntMergedEnd, end, "end", STRING),
};
TYPE (ent_merged_end_type, EntMergedEnd, "merged end", merged_end_fields);

static const EntField merged_fields[] = {
  F (EntMerged, actor, "actor", RECORD, .record = &ent_actor_type, .flags = ENT_FIELD_RESERVED),
  F (EntMerged, relations, "relations", RECORDS, .record = &ent_merged_end_type),
};
TYPE (ent_merged_type, EntMerged, "merged", merged_fields);

static const EntField actor_fields[] = {
  F (EntActor, id, "id", STRING, ID),
  F (EntActor, name, "name", STRING, .flags = ENT_FIELD_REQUIRED),
  F (EntActor, kind, "kind", STRING),
  F (EntActor, aliases, "aliases", STRINGS),
  F (EntActor, description, "description", STRING),
  F (EntActor, position, "position", RECORD, .record = &ent_position_type),
  F (EntActor, pinned, "pinned", BOOL),
  F (EntActor, colour, "colour", STRING, .flags = ENT_FIELD_COLOUR),
  F (EntActor, location, "location", RECORD, .record = &ent_location_type),
  F (EntActor, image, "image", STRING, .flags = ENT_FIELD_LONG | ENT_FIELD_PICTURE),
  F (EntActor, links, "links", RECORDS, .record = &ent_link_type),
  F (EntActor, tags, "tags", STRINGS),
  F (EntActor, note, "note", STRING),
  F (EntActor, merged, "merged", RECORDS, .record = &ent_merged_type, .flags = ENT_FIELD_RESERVED),
};
TYPE (ent_actor_type, EntActor, "actor", actor_fields);

static const EntField origin_fields[] = {
  F (EntOrigin, file, "file", STRING),
  F (EntOrigin, type, "type", STRING),
  F (EntOrigin, sha256, "sha256", STRING),
};
TYPE (ent_origin_type, EntOrigin, "origin", origin_fields);

static const EntField excerpt_fields[] = {
  F (EntExcerpt, id, "id", STRING, ID),
  F (EntExcerpt, exact, "exact", STRING, .flags = ENT_FIELD_REQUIRED | ENT_FIELD_NOT_EMPTY),
  F (EntExcerpt, prefix, "prefix", STRING),
  F (EntExcerpt, suffix, "suffix", STRING),
  F (EntExcerpt, start, "start", INTEGER, .flags = ENT_FIELD_REQUIRED),
  F (EntExcerpt, end, "end", INTEGER, .flags = ENT_FIELD_REQUIRED),
  F (EntExcerpt, credibility, "credibility", STRING, .choices = credibilities, .flags = ENT_FIELD_OR_EMPTY),
  F (EntExcerpt, note, "note", STRING),
};
TYPE (ent_excerpt_type, EntExcerpt, "excerpt", excerpt_fields);

static const EntField edition_fields[] = {
  F (EntEdition, text, "text", STRING, .flags = ENT_FIELD_LONG),
  F (EntEdition, sha256, "sha256", STRING, .flags = ENT_FIELD_SHA256),
  F (EntEdition, accessed, "accessed", STRING, .flags = ENT_FIELD_EDTF),
};
TYPE (ent_edition_type, EntEdition, "edition", edition_fields);

static const EntField article_fields[] = {
  F (EntArticle, id, "id", STRING, ID),
  F (EntArticle, title, "title", STRING),
  F (EntArticle, kind, "kind", STRING),
  F (EntArticle, publisher, "publisher", STRING),
  F (EntArticle, author, "author", STRING),
  F (EntArticle, published, "published", STRING, .flags = ENT_FIELD_EDTF),
  F (EntArticle, accessed, "accessed", STRING, .flags = ENT_FIELD_EDTF),
  F (EntArticle, url, "url", STRING),
  F (EntArticle, language, "language", STRING),
  F (EntArticle, origin, "origin", RECORD, .record = &ent_origin_type),
  F (EntArticle, text, "text", STRING, .flags = ENT_FIELD_LONG),
  F (EntArticle, sha256, "sha256", STRING, .flags = ENT_FIELD_SHA256),
  F (EntArticle, pages, "pages", INTEGERS),
  F (EntArticle, reliability, "reliability", STRING, .choices = reliabilities, .flags = ENT_FIELD_OR_EMPTY),
  F (EntArticle, note, "note", STRING),
  F (EntArticle, excerpts, "excerpts", RECORDS, .record = &ent_excerpt_type),
  F (EntArticle, editions, "editions", RECORDS, .record = &ent_edition_type),
};
TYPE (ent_article_type, EntArticle, "article", article_fields);

static const EntField evidence_fields[] = {
  F (EntEvidence, excerpt, "excerpt", STRING, .flags = ENT_FIELD_REQUIRED | ENT_FIELD_REF_EXCERPT),
  F (EntEvidence, role, "role", STRING, .initial = "supports", .choices = roles),
  F (EntEvidence, note, "note", STRING),
};
TYPE (ent_evidence_type, EntEvidence, "evidence", evidence_fields);

static const EntField relation_fields[] = {
  F (EntRelation, id, "id", STRING, ID),
  F (EntRelation, source, "source", STRING, .flags = ENT_FIELD_REQUIRED | ENT_FIELD_REF_ACTOR),
  F (EntRelation, target, "target", STRING, .flags = ENT_FIELD_REQUIRED | ENT_FIELD_REF_ACTOR),
  F (EntRelation, label, "label", STRING),
  F (EntRelation, kind, "kind", STRING, .initial = "other"),
  F (EntRelation, direction, "direction", STRING, .initial = "forward", .choices = directions),
  F (EntRelation, stance, "stance", STRING, .choices = stances),
  F (EntRelation, status, "status", STRING, .initial = "asserted", .choices = statuses),
  F (EntRelation, reporter, "reporter", STRING, .flags = ENT_FIELD_REF_ACTOR | ENT_FIELD_OR_EMPTY),
  F (EntRelation, when, "when", STRING, .flags = ENT_FIELD_EDTF),
  F (EntRelation, evidence, "evidence", RECORDS, .record = &ent_evidence_type),
  F (EntRelation, bend, "bend", NUMBER),
  F (EntRelation, label_at, "labelAt", NUMBER),
  F (EntRelation, tags, "tags", STRINGS),
  F (EntRelation, note, "note", STRING),
};
TYPE (ent_relation_type, EntRelation, "relation", relation_fields);

static const EntField group_fields[] = {
  F (EntGroup, id, "id", STRING, ID),
  F (EntGroup, name, "name", STRING),
  F (EntGroup, members, "members", STRINGS, .flags = ENT_FIELD_REF_ACTOR),
  F (EntGroup, colour, "colour", STRING, .flags = ENT_FIELD_COLOUR),
  F (EntGroup, collapsed, "collapsed", BOOL),
  F (EntGroup, position, "position", RECORD, .record = &ent_position_type),
  F (EntGroup, note, "note", STRING),
};
TYPE (ent_group_type, EntGroup, "group", group_fields);

static const EntField caption_fields[] = {
  F (EntCaption, id, "id", STRING, ID),
  F (EntCaption, text, "text", STRING),
  F (EntCaption, position, "position", RECORD, .record = &ent_position_type),
  F (EntCaption, width, "width", NUMBER),
  F (EntCaption, size, "size", NUMBER),
  F (EntCaption, colour, "colour", STRING, .flags = ENT_FIELD_COLOUR),
};
TYPE (ent_caption_type, EntCaption, "caption", caption_fields);

static const EntField step_fields[] = {
  F (EntStep, id, "id", STRING, .flags = ENT_FIELD_ID | ENT_FIELD_NOT_EMPTY),
  F (EntStep, title, "title", STRING),
  F (EntStep, text, "text", STRING),
  F (EntStep, focus, "focus", STRINGS, .flags = ENT_FIELD_REF_ANY),
  F (EntStep, excerpts, "excerpts", STRINGS, .flags = ENT_FIELD_REF_EXCERPT),
  F (EntStep, view, "view", RECORD, .record = &ent_view_type),
};
TYPE (ent_step_type, EntStep, "story step", step_fields);

static const EntField head_fields[] = {
  F (EntHead, format, "format", STRING, .flags = ENT_FIELD_REQUIRED, .initial = "entente-map"),
  F (EntHead, version, "version", INTEGER, .flags = ENT_FIELD_REQUIRED),
  F (EntHead, title, "title", STRING),
  F (EntHead, description, "description", STRING),
  { .name = "kinds", .kind = ENT_FIELD_LIST, .record = &ent_kind_type },
  { .name = "actors", .kind = ENT_FIELD_LIST, .record = &ent_actor_type },
  { .name = "articles", .kind = ENT_FIELD_LIST, .record = &ent_article_type },
  { .name = "relations", .kind = ENT_FIELD_LIST, .record = &ent_relation_type },
  { .name = "groups", .kind = ENT_FIELD_LIST, .record = &ent_group_type },
  { .name = "captions", .kind = ENT_FIELD_LIST, .record = &ent_caption_type },
  { .name = "story", .kind = ENT_FIELD_LIST, .record = &ent_step_type },
  F (EntHead, view, "view", RECORD, .record = &ent_view_type),
};
TYPE (ent_head_type, EntHead, "map", head_fields);

#define FIRST_LIST_FIELD 4

guint
ent_list_head_field (EntListId list)
{
  return FIRST_LIST_FIELD + (guint) list;
}

const EntRecordType *
ent_list_record_type (EntListId list)
{
  g_return_val_if_fail (list < ENT_N_LISTS, NULL);
  return head_fields[FIRST_LIST_FIELD + list].record;
}

const char *
ent_list_name (EntListId list)
{
  g_return_val_if_fail (list < ENT_N_LISTS, NULL);
  return head_fields[FIRST_LIST_FIELD + list].name;
}

/* The index of @value among @choices, or @otherwise. */
static int
choice (const char *value, const char *const *choices, int otherwise)
{
  for (int i = 0; choices[i] != NULL; i++)
    if (value[0] == choices[i][0] && strcmp (value, choices[i]) == 0)
      return i;
  return otherwise;
}

EntStance
ent_relation_kind_stance (const char *kind)
{
  static const char *const cooperative[]
      = { "agree", "consult", "support", "cooperate", "aid", "concede", "member", "allied", "trades", "family", NULL };
  static const char *const conflictual[]
      = { "disapprove", "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault", "fight", NULL };

  if (choice (kind, cooperative, -1) >= 0)
    return ENT_STANCE_COOPERATIVE;
  return choice (kind, conflictual, -1) >= 0 ? ENT_STANCE_CONFLICTUAL : ENT_STANCE_NEUTRAL;
}

EntStance
ent_relation_stance (const EntRelation *relation)
{
  int stance = choice (relation->stance, stances, -1);

  return stance >= 0 ? (EntStance) stance : ent_relation_kind_stance (relation->kind);
}

EntStatus
ent_relation_status (const EntRelation *relation)
{
  return (EntStatus) choice (relation->status, statuses, ENT_STATUS_ASSERTED);
}

EntDirection
ent_relation_direction (const EntRelation *relation)
{
  return (EntDirection) choice (relation->direction, directions, ENT_DIRECTION_FORWARD);
}

EntRole
ent_evidence_role (const EntEvidence *evidence)
{
  return (EntRole) choice (evidence->role, roles, ENT_ROLE_SUPPORTS);
}

const char *
ent_stance_name (EntStance stance)
{
  return stances[stance];
}

const char *
ent_status_name (EntStatus status)
{
  return statuses[status];
}

const char *
ent_direction_name (EntDirection direction)
{
  return directions[direction];
}

const char *
ent_role_name (EntRole role)
{
  return roles[role];
}

EntProof
ent_relation_proof (const EntRelation *relation)
{
  guint n = ent_records_n (relation->evidence);

  if (n == 0)
    return ENT_PROOF_NONE;
  if (n == 1)
    return ENT_PROOF_SINGLE;
  return n < 4 ? ENT_PROOF_SOME : ENT_PROOF_MANY;
}

gboolean
ent_relation_is_contested (const EntRelation *relation)
{
  gboolean supports = FALSE, disputes = FALSE;

  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      EntRole role = ent_evidence_role ((const EntEvidence *) relation->evidence->items[i]);

      supports |= role == ENT_ROLE_SUPPORTS;
      disputes |= role == ENT_ROLE_DISPUTES;
    }
  return supports && disputes;
}
