/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record types of the map format, version 1: one struct and one table each, members in canonical order.
 * Read fields straight from the struct (`actor->name`); they never change once the record is in a map. See ent-record.h for
 * what absent values look like, and the format's contract for what each member means. */
#pragma once

#include "ent-record.h"

G_BEGIN_DECLS

typedef struct
{
  EntRecord record;
  double x, y; /* map units, the middle of the thing */
} EntPosition;

typedef struct
{
  EntRecord record;
  double x, y, zoom;
} EntView;

typedef struct
{
  EntRecord record;
  double lat, lon; /* degrees */
} EntLocation;

typedef struct
{
  EntRecord record;
  char *title, *url;
} EntLink;

typedef struct
{
  EntRecord record;
  char *id, *name, *icon, *colour;
} EntKind;

typedef struct
{
  EntRecord record;
  char *id, *name, *kind;
  EntStrings *aliases;
  char *description;
  EntPosition *position; /* nullable */
  gboolean pinned;
  char *colour;
  EntLocation *location; /* nullable */
  char *image;
  EntRecords *links; /* EntLink */
  EntStrings *tags;
  char *note;
  EntRecords *merged; /* EntMerged, newest last */
} EntActor;

typedef struct
{
  EntRecord record;
  char *id, *end;
} EntMergedEnd;

typedef struct
{
  EntRecord record;
  EntActor *actor;      /* nullable */
  EntRecords *relations; /* EntMergedEnd */
} EntMerged;

typedef struct
{
  EntRecord record;
  char *file, *type, *sha256;
} EntOrigin;

typedef struct
{
  EntRecord record;
  char *id, *exact, *prefix, *suffix;
  gint64 start, end; /* code points of the article's text, end excluded */
  char *credibility, *note;
} EntExcerpt;

typedef struct
{
  EntRecord record;
  char *text, *sha256, *accessed;
} EntEdition;

typedef struct
{
  EntRecord record;
  char *id, *title, *kind, *publisher, *author, *published, *accessed, *url, *language;
  EntOrigin *origin; /* nullable */
  char *text, *sha256;
  EntIntegers *pages;
  char *reliability, *note;
  EntRecords *excerpts; /* EntExcerpt */
  EntRecords *editions; /* EntEdition, oldest first */
} EntArticle;

typedef struct
{
  EntRecord record;
  char *excerpt, *role, *note;
} EntEvidence;

typedef struct
{
  EntRecord record;
  char *id, *source, *target, *label, *kind, *direction, *stance, *status, *reporter, *when;
  EntRecords *evidence; /* EntEvidence */
  double bend, label_at;
  EntStrings *tags;
  char *note;
} EntRelation;

typedef struct
{
  EntRecord record;
  char *id, *name;
  EntStrings *members;
  char *colour;
  gboolean collapsed;
  EntPosition *position; /* nullable */
  char *note;
} EntGroup;

typedef struct
{
  EntRecord record;
  char *id, *text;
  EntPosition *position; /* nullable */
  double width, size;
  char *colour;
} EntCaption;

typedef struct
{
  EntRecord record;
  char *id, *title, *text;
  EntStrings *focus, *excerpts;
  EntView *view; /* nullable */
} EntStep;

/* The lists of a map, in canonical order. */
typedef enum
{
  ENT_LIST_KINDS,
  ENT_LIST_ACTORS,
  ENT_LIST_ARTICLES,
  ENT_LIST_RELATIONS,
  ENT_LIST_GROUPS,
  ENT_LIST_CAPTIONS,
  ENT_LIST_STORY,
  ENT_N_LISTS
} EntListId;

/* The map's own members; the lists are held by the map, only their presence here. */
typedef struct
{
  EntRecord record;
  char *format;
  gint64 version;
  char *title, *description;
  EntView *view; /* nullable */
} EntHead;

extern const EntRecordType ent_position_type, ent_view_type, ent_location_type, ent_link_type, ent_kind_type, ent_actor_type,
    ent_merged_end_type, ent_merged_type, ent_origin_type, ent_excerpt_type, ent_edition_type, ent_article_type,
    ent_evidence_type, ent_relation_type, ent_group_type, ent_caption_type, ent_step_type, ent_head_type;

/* The record type of the items of @list, and its member name ("actors"). */
const EntRecordType *ent_list_record_type (EntListId list);
const char *ent_list_name (EntListId list);
/* The index of @list's field in ent_head_type. */
guint ent_list_head_field (EntListId list);

/* Effective values: the default where absent or outside the list (a newer version's file may hold those). */
typedef enum
{
  ENT_STANCE_COOPERATIVE,
  ENT_STANCE_CONFLICTUAL,
  ENT_STANCE_NEUTRAL
} EntStance;

typedef enum
{
  ENT_STATUS_ASSERTED,
  ENT_STATUS_PLANNED,
  ENT_STATUS_POSSIBLE,
  ENT_STATUS_DENIED,
  ENT_STATUS_ASKED,
  ENT_STATUS_ENDED
} EntStatus;

typedef enum
{
  ENT_DIRECTION_FORWARD,
  ENT_DIRECTION_BOTH,
  ENT_DIRECTION_NONE
} EntDirection;

typedef enum
{
  ENT_ROLE_SUPPORTS,
  ENT_ROLE_DISPUTES,
  ENT_ROLE_MENTIONS
} EntRole;

EntStance ent_relation_stance (const EntRelation *relation);
EntStatus ent_relation_status (const EntRelation *relation);
EntDirection ent_relation_direction (const EntRelation *relation);
EntRole ent_evidence_role (const EntEvidence *evidence);
/* The stance that relations of @kind usually have. */
EntStance ent_relation_kind_stance (const char *kind);
/* The names in the file: "cooperative" ... Static. */
const char *ent_stance_name (EntStance stance);
const char *ent_status_name (EntStatus status);
const char *ent_direction_name (EntDirection direction);
const char *ent_role_name (EntRole role);

/* The built-in kinds of actors and of relations, NULL-terminated. */
extern const char *const ent_actor_kinds[];
extern const char *const ent_relation_kinds[];

/* How well a relation is proved, by its own evidence alone. */
typedef enum
{
  ENT_PROOF_NONE,      /* no evidence that supports or disputes or mentions */
  ENT_PROOF_SINGLE,    /* one excerpt */
  ENT_PROOF_SOME,      /* two or three */
  ENT_PROOF_MANY       /* four or more */
} EntProof;

EntProof ent_relation_proof (const EntRelation *relation);
/* TRUE when it has evidence that supports and evidence that disputes. */
gboolean ent_relation_is_contested (const EntRelation *relation);

G_END_DECLS
