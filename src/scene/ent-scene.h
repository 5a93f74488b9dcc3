/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene: what is drawn of a map, and where, independent of who draws it. The window and the SVG writer walk the same one, so
 * the export is what the screen shows.
 *
 * A scene is frozen once built and may be read by any thread. Everything is in scene units: map units times the text scale, so that an
 * author's arrangement keeps its shape when the desktop's text grows (at 100 % both are the same). Items are in paint order within their
 * arrays, so hit tests walk them backwards. Colours are not in it: they come from theme and emphasis when it is painted. */
#pragma once

#include <pango/pangocairo.h>

#include "ent-geometry.h"
#include "ent-map-index.h"
#include "ent-style.h"

G_BEGIN_DECLS

/* A run of text on one line, measured with Pango. */
typedef struct
{
  char *text;
  double x, baseline; /* where the text's left edge (its right edge where rtl) and its baseline stand */
  double width;
  gboolean rtl;
  gboolean italic;
  gboolean bold;
  double size; /* font size in map units */
} EntSceneText;

typedef struct
{
  const EntActor *actor;
  EntRect box;
  EntRect icon;       /* square */
  EntSceneText *lines; /* the name in one or more whole lines, then the kind's name (not bold, smaller) */
  guint n_lines;
} EntSceneNode;

/* The end of a line at an actor. */
typedef enum
{
  ENT_HEAD_NONE,
  ENT_HEAD_FILLED, /* asserted */
  ENT_HEAD_HOLLOW, /* planned, possible */
  ENT_HEAD_OPEN,   /* asked: an open V */
  ENT_HEAD_BARRED, /* denied: hollow with a bar across the line */
  ENT_HEAD_BAR     /* ended */
} EntHeadShape;

/* A line: one relation, or a closed bundle of all between two actors. A cubic Bezier curve (for a relation of an actor with itself a
 * loop made of it). */
typedef struct
{
  const EntRelation *relation;   /* the relation; of a bundle the first */
  const EntRelation **relations; /* all that it stands for */
  guint n_relations;             /* > 1: a closed bundle */
  guint source, target;          /* nodes; curve[0] lies on source's border, curve[3] on target's */
  EntPoint curve[4];
  EntStance stance; /* of a bundle: the one that all share, else neutral */
  EntProof proof;
  gboolean contested; /* two thin parallel strokes in both stances' colours */
  gboolean mixed;     /* a bundle of several stances: drawn as thin parallel strokes of those that occur */
  guint stances;      /* bit by EntStance: those that occur */
  double width;
  double unit; /* scene units of what is one unit at 100 %: dashes and heads grow by it; 0 counts as 1 */
  EntHeadShape source_head, target_head;
  EntRect bounds;   /* of the drawn line, heads included */
  guint label;      /* index of its label, or G_MAXUINT */
} EntSceneEdge;

/* The label of a line: a rounded box on it with text, and a badge at its right upper corner. */
typedef struct
{
  guint edge;
  EntRect box;
  EntSceneText *lines; /* mostly one; long labels break between words */
  guint n_lines;
  EntRect badge;           /* empty (width 0) when there is none */
  EntSceneText badge_text; /* "3", "0", "!"; text NULL when there is none */
  gboolean badge_hollow;
  gboolean bundle; /* "13 relations": a pill in the accent colour */
} EntSceneLabel;

typedef struct
{
  const EntCaption *caption;
  EntRect box;
  EntSceneText *lines;
  guint n_lines;
} EntSceneCaption;

typedef struct
{
  const EntGroup *group;
  EntPoint *hull; /* closed polygon, to be drawn with rounded corners */
  guint n_hull;
  EntSceneText name;
} EntSceneGroup;

/* Shared with the thread that builds: how far it is, and whether it is to stop. To be read and set as atomics. */
typedef struct
{
  gint done; /* of 1000 */
  gint stop;
} EntSceneWork;

typedef struct _EntScene EntScene;

typedef struct
{
  double text_scale;                /* 1.0 at 100 %: the desktop's text size. Texts, boxes and positions all grow by it */
  gboolean rtl;                     /* cards mirrored: icon at the right */
  const char *const *open_pairs;    /* a, b, a, b ..., NULL-terminated: bundles drawn as single lines. Nullable */
  gboolean open_all;                /* no bundles at all: exports */
  gboolean rough;                   /* a first look, soon there: few trials, or with many lines straight ones without labels */
  EntScene *cards;                  /* of the same index, scale and direction: its cards are taken instead of being measured. Nullable */
  gboolean measure_only;            /* boxes and labels have their sizes, lines and labels no places: for arranging */
  EntSceneWork *work;               /* nullable */
} EntSceneOptions;

/* Builds the scene of @index's snapshot. Actors without position get a place by a simple arrangement (deterministic) until the map has
 * one. Relations between the same two actors run as parallel curves while they fit beside each other, else as a bundle unless its pair is
 * open. Nullable @options: 100 %, left to right, all closed. NULL only where @options' work was told to stop. (transfer full)
 * Cost: about linear in nodes, lines and the cards that lines pass. Maps of more than 500 lines are laid out with fewer trials. */
EntScene *ent_scene_new (EntMapIndex *index, const EntSceneOptions *options);
/* Whether a rough scene of a map of @n_relations is there so much sooner than the true one that it is worth being shown first: where
 * each line is routed with care, and where there are very many. Those between take the true one some 0.1 s. O(1) */
gboolean ent_scene_is_worth_roughing (guint n_relations);
EntScene *ent_scene_ref (EntScene *self);
void ent_scene_unref (EntScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntScene, ent_scene_unref)

/* A scene in which only some actors stand elsewhere (a drag under way): what does not touch them is shared or copied unchanged.
 * Places are the middles of the boxes. (transfer full) */
EntScene *ent_scene_new_moved (EntScene *self, const char *const *ids, const EntPoint *places, guint n);

/* @self where nothing in it covers anything; else, for small maps without captions, one in which the actors stand up to
 * 1.8 times as far from each other, by the least of six steps that leaves the fewest faults. (transfer full) */
EntScene *ent_scene_new_roomy (EntScene *self);

/* A scene of the same map in which the bundles of @open_pairs (as in the options) are open and all others closed. Lines and labels that
 * those bundles do not get in the way of stay where they are. (transfer full) */
EntScene *ent_scene_new_opened (EntScene *self, const char *const *open_pairs);

/* Of what is drawn: in it each collapsed group is an actor (see ent-scene-fold.h). The same as the other where none is collapsed. */
EntMapIndex *ent_scene_get_index (EntScene *self);
/* Of the map that it shows. */
EntMapIndex *ent_scene_get_map_index (EntScene *self);
/* @n is nullable in all of these. */
const EntSceneNode *ent_scene_nodes (EntScene *self, guint *n);
const EntSceneEdge *ent_scene_edges (EntScene *self, guint *n);
const EntSceneLabel *ent_scene_labels (EntScene *self, guint *n);
const EntSceneCaption *ent_scene_captions (EntScene *self, guint *n);
const EntSceneGroup *ent_scene_groups (EntScene *self, guint *n);
/* All that is drawn; 0 x 0 for an empty map. */
EntRect ent_scene_bounds (EntScene *self);
/* Index of the node of that actor, of the edge that shows that relation (its bundle where closed), or -1. O(1). */
int ent_scene_node_of (EntScene *self, const char *actor_id);
int ent_scene_edge_of (EntScene *self, const char *relation_id);
/* The point at @t (0 to 1) of the edge's curve, and its direction in radians. */
EntPoint ent_scene_edge_point (const EntSceneEdge *edge, double t, double *angle);

typedef enum
{
  ENT_HIT_NOTHING,
  ENT_HIT_NODE,
  ENT_HIT_EDGE,  /* the line itself */
  ENT_HIT_LABEL, /* index is the edge's */
  ENT_HIT_CAPTION
} EntHitKind;

typedef struct
{
  EntHitKind kind;
  guint index;
} EntHit;

/* What is under @point: labels and badges first, then nodes, then the nearest line within @reach map units. */
EntHit ent_scene_hit (EntScene *self, EntPoint point, double reach);
/* Nodes whose box touches @area. (transfer full) of guint */
GArray *ent_scene_nodes_in (EntScene *self, EntRect area);

/* Where the node of @group may stand once it is collapsed, as near to @wished as it covers no card but those of its members, and no caption;
 * both in map units. @wished itself where there is no such place within 1600 map units. O(places tried x members). */
EntPoint ent_scene_place_of_group (EntScene *self, const EntGroup *group, EntPoint wished);

/* Faults of the picture, for tests and for placing by hand: pairs of nodes, labels and badges that overlap; lines that run through a
 * foreign node; labels on foreign lines (counted, not always avoidable). Each entry a sentence. (transfer full) */
GPtrArray *ent_scene_faults (EntScene *self);
guint ent_scene_count_labels_on_lines (EntScene *self);
guint ent_scene_count_crossings (EntScene *self);

/* --- Emphasis: what choosing and hovering does to the look --- */

typedef struct
{
  EntEmphasis *nodes, *edges; /* by index */
} EntSceneEmphasis;

/* @chosen and @hovered as in the selection object: kind 0 nothing, 1 actor, 2 relation, 3 pair. With something chosen, what is not
 * connected with it is faded. (transfer full) */
EntSceneEmphasis *ent_scene_emphasis_new (EntScene *self, int chosen_kind, const char *chosen_id, const char *chosen_other,
                                          int hovered_kind, const char *hovered_id, const char *hovered_other);
void ent_scene_emphasis_free (EntSceneEmphasis *emphasis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSceneEmphasis, ent_scene_emphasis_free)
/* (transfer full) */
EntSceneEmphasis *ent_scene_emphasis_copy (EntScene *scene, const EntSceneEmphasis *emphasis);

/* As ent_scene_hit(), but what @emphasis (nullable) hides is not there. */
EntHit ent_scene_hit_seen (EntScene *self, const EntSceneEmphasis *emphasis, EntPoint point, double reach);

/* --- A veil: what lies outside of a filter --- */

typedef struct _EntSceneVeil EntSceneVeil;

/* Veils the actors and relations of @map that have a 0 in @actors and @relations (by its own order); a line that stands for several
 * relations when all of them have. What @map has not stays as it is. O(map). (transfer full) */
EntSceneVeil *ent_scene_veil_new (EntScene *self, const EntSnapshot *map, const guint8 *actors, const guint8 *relations);
void ent_scene_veil_free (EntSceneVeil *veil);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSceneVeil, ent_scene_veil_free)
/* TRUE when it was made for @scene, or for one that differs from it only in where things stand. */
gboolean ent_scene_veil_fits (const EntSceneVeil *veil, EntScene *scene);
/* Fades what is veiled in @emphasis, or hides it. What is chosen or under the pointer is shown all the same, with the ends of such a
 * line; but of several chosen lines the veiled ones stay veiled when others are not. O(items). */
void ent_scene_veil_apply (const EntSceneVeil *veil, EntSceneEmphasis *emphasis, gboolean hide);

/* Adds to @areas (of EntRect) what differs between the two pictures; emphases are nullable. FALSE where they are different pictures
 * altogether, or differ nearly everywhere: @areas says nothing then. O(items), compared by value. */
gboolean ent_scene_changes (EntScene *old, const EntSceneEmphasis *old_emphasis, EntScene *new, const EntSceneEmphasis *new_emphasis,
                            GArray *areas);

G_END_DECLS
