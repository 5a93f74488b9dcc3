/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a scene is made. Three things, from what never changes to what a drag changes:
 *
 * - the plan: which lines exist, which of them run side by side, their measured labels. Shared by a scene and all that
 * are made from it by moving actors.
 * - the parts: boxes, curves and places, at 100 %. Copied for a moved scene, and only what was touched is laid out
 * again.
 * - the parts as shown: the same times the text scale, so that every scale has exactly the same picture. */
#pragma once

#include <pthread.h>

#include "ent-scene-grid.h"
#include "ent-scene-index.h"
#include "ent-scene.h"

G_BEGIN_DECLS

/* A curve is tested as this many straight pieces. */
#define ENT_SCENE_PIECES 14
/* Where a distance from it is asked for, as this many. */
#define ENT_CURVE_PIECES 48
/* Free room between a card's border and a line's end. */
#define ENT_SCENE_END_GAP 2.0
/* More relations than this between two actors gather into a bundle. */
#define ENT_SCENE_MAX_PARALLEL 3

/* --- Text --- */

typedef struct _EntMeasurer EntMeasurer;

EntMeasurer *ent_measurer_new (void);
void ent_measurer_free (EntMeasurer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMeasurer, ent_measurer_free)

/* Lines of @text of at most @max_width (0: any) where words allow it, over no more than @max_lines lines (0: any), then
 * wider ones. Appended to @lines with x = 0 and the baseline of the line below its own top at 0. Returns the widest
 * line's width. */
double ent_measurer_wrap (EntMeasurer *self,
                          const char *text,
                          double size,
                          gboolean bold,
                          gboolean italic,
                          double max_width,
                          guint max_lines,
                          GArray *lines);
/* TRUE when the first letter with a direction runs right to left (UAX 9, rules P2 and P3). */
gboolean ent_measurer_is_rtl (EntMeasurer *self, const char *text);
/* @text with everything that would break a line made a blank. (transfer full) */
char *ent_scene_one_line (const char *text);
/* The distance of a line's top from its baseline, and of one line from the next. */
double ent_measurer_ascent (double size);
double ent_measurer_line_height (double size);
/* Moves the lines' left edge to @x (right-to-left lines: their right edge to @x + @width); all are centred in @width
 * where
 * @centred. */
void
ent_scene_text_align (EntSceneText *lines, guint n, double x, double width, gboolean centred, gboolean to_the_right);

/* Texts are GRefStrings, shared between scenes. */
EntSceneText *ent_scene_texts_copy (const EntSceneText *texts, guint n, double dx, double dy, double scale);
void ent_scene_texts_free (EntSceneText *texts, guint n);
EntSceneText ent_scene_text_copy (const EntSceneText *text, double dx, double dy, double scale);
void ent_scene_text_clear (EntSceneText *text);

/* --- Plan --- */

/* A label as measured: lines relative to the left upper corner of its box. */
typedef struct
{
  double width, height;
  EntSceneText *lines;
  guint n_lines;
} EntLabelShape;

/* What is fixed of the line of the same index. */
typedef struct
{
  guint pair;
  double
      slot; /* its place among the lines of its pair, in spacings to the left as seen from the pair's `a`; middle 0 */
  gboolean reversed; /* runs from the pair's `b` to its `a` */
  double bend;       /* the author's, NAN when free */
  double label_at;   /* the author's, NAN when free */
  EntLabelShape shapes[2];
  guint n_shapes;     /* 0: no label */
  EntSceneText badge; /* relative to the badge's left upper corner; text NULL when none */
  double badge_width;
  gboolean badge_hollow;
} EntLinePlan;

/* The lines between two actors: edges `first` to `first + n - 1`. */
typedef struct
{
  guint a, b; /* nodes; equal for relations of an actor with itself */
  guint first, n;
  double label_width, label_height; /* of the largest label */
} EntPairPlan;

typedef struct
{
  gatomicrefcount ref;
  EntMapIndex *index;     /* of what is drawn: collapsed groups folded */
  EntMapIndex *map_index; /* of the map itself */
  GArray *lines;       /* EntLinePlan, by edge */
  GArray *pairs;       /* EntPairPlan */
  GHashTable *node_of; /* actor id -> node + 1 */
  GHashTable *edge_of; /* relation id -> edge + 1 */
  GPtrArray *pairs_of; /* by node: GArray of guint, its pairs */
  EntSceneWork *work; /* while the scene is built; nullable */
  gboolean rough;     /* a first look */
  gboolean straight;  /* of so many lines that it has no labels, and no bends but the author's */
} EntScenePlan;

/* Lines: maps of more are laid out by ent-scene-quick.c. */
#define ENT_SCENE_QUICK_FROM 500

/* Says that @i of @n things are done, from @from to @to of the whole; FALSE when the work is to stop. Cheap enough for each of them. */
static inline gboolean
ent_scene_work_goes_on (const EntScenePlan *plan, guint i, guint n, gint from, gint to)
{
  if (plan->work == NULL)
    return TRUE;
  if (i % 256 == 0 && !plan->rough)
    g_atomic_int_set (&plan->work->done, from + (gint) ((to - from) * (gint64) i / MAX (n, 1)));
  return !g_atomic_int_get (&plan->work->stop);
}

void ent_scene_plan_unref (EntScenePlan *self);

/* --- Parts --- */

typedef struct
{
  GArray *nodes, *edges, *labels, *captions, *groups;
} EntSceneParts;

EntSceneParts *ent_scene_parts_new (void);
/* Everything times @scale; texts and relation lists are shared. (transfer full) */
EntSceneParts *ent_scene_parts_copy (const EntSceneParts *self, double scale);
/* The same without lines and their labels. (transfer full) */
EntSceneParts *ent_scene_parts_copy_rest (const EntSceneParts *self, double scale);
void ent_scene_parts_free (EntSceneParts *self);

#define ent_node(parts, i) (&g_array_index ((parts)->nodes, EntSceneNode, i))
#define ent_edge(parts, i) (&g_array_index ((parts)->edges, EntSceneEdge, i))
#define ent_label(parts, i) (&g_array_index ((parts)->labels, EntSceneLabel, i))
#define ent_caption(parts, i) (&g_array_index ((parts)->captions, EntSceneCaption, i))
#define ent_group(parts, i) (&g_array_index ((parts)->groups, EntSceneGroup, i))
#define ent_line_plan(plan, i) (&g_array_index ((plan)->lines, EntLinePlan, i))
#define ent_pair_plan(plan, i) (&g_array_index ((plan)->pairs, EntPairPlan, i))

struct _EntScene
{
  gatomicrefcount ref;
  double text_scale;
  EntScenePlan *plan;
  EntSceneParts *base;  /* at 100 % */
  EntSceneParts *shown; /* times text_scale; `base` itself at 100 % */
  EntRect bounds;
  pthread_mutex_t places_lock; /* while `places` is made */
  EntSceneIndex *places;       /* NULL until it is asked for */
};

/* --- Curves --- */

/* What a point at @t has of each of the four points of its curve (Bernstein polynomials). */
#define ENT_CURVE_BASIS(t)                                                                                             \
  {                                                                                                                    \
    (1 - (t)) * (1 - (t)) * (1 - (t)), 3 * (1 - (t)) * (1 - (t)) * (t), 3 * (1 - (t)) * (t) * (t), (t) * (t) * (t)      \
  }

/* Here, since routing asks for millions of points, mostly at a few places, whose basis is made once. */
static inline EntPoint
ent_curve_point_by (const EntPoint c[4], const double basis[4])
{
  return ent_point (basis[0] * c[0].x + basis[1] * c[1].x + basis[2] * c[2].x + basis[3] * c[3].x,
                    basis[0] * c[0].y + basis[1] * c[1].y + basis[2] * c[2].y + basis[3] * c[3].y);
}

static inline EntPoint
ent_curve_point (const EntPoint c[4], double t)
{
  const double basis[4] = ENT_CURVE_BASIS (t);

  return ent_curve_point_by (c, basis);
}

EntPoint ent_curve_tangent (const EntPoint curve[4], double t);
/* The part from @t0 to @t1. */
void ent_curve_cut (const EntPoint curve[4], double t0, double t1, EntPoint part[4]);
void ent_curve_flatten (const EntPoint curve[4], EntPoint line[ENT_SCENE_PIECES + 1]);
EntRect ent_curve_bounds (const EntPoint curve[4]);
/* The distance of @p from the straight piece from @a to @b. */
double ent_piece_distance (EntPoint a, EntPoint b, EntPoint p);
double ent_curve_distance (const EntPoint curve[4], EntPoint point);
/* Length of the straight piece from @a to @b, or of the whole flattened line, inside @box. */
double ent_piece_length_in (EntPoint a, EntPoint b, EntRect box);
double ent_line_length_in (const EntPoint line[ENT_SCENE_PIECES + 1], EntRect box);
/* @span_a and @span_b hold the lines. */
guint ent_line_crossings (const EntPoint a[ENT_SCENE_PIECES + 1],
                          EntRect span_a,
                          const EntPoint b[ENT_SCENE_PIECES + 1],
                          EntRect span_b);

/* --- Steps of building --- */

/* Width and height of a card with these words, map units. */
EntPoint ent_scene_measure_folded (const char *name, const char *kind);
void ent_scene_add_nodes (EntScenePlan *plan, EntSceneParts *parts, EntMeasurer *measurer, gboolean rtl);
void ent_scene_node_move (EntSceneNode *node, EntPoint middle);
void ent_scene_arrange (const EntScenePlan *plan, EntSceneParts *parts);
/* Pairs that @old (nullable; of the same map) shows as @options ask for are taken from it, routes and places of labels
 * too. Returns by pair whether it was not. (transfer full) */
gboolean *ent_scene_add_edges (EntScenePlan *plan,
                               EntSceneParts *parts,
                               EntMeasurer *measurer,
                               const EntSceneOptions *options,
                               const EntScene *old);
void ent_scene_add_captions (EntScenePlan *plan, EntSceneParts *parts, EntMeasurer *measurer);
void ent_scene_add_groups (EntScenePlan *plan, EntSceneParts *parts, EntMeasurer *measurer);
/* Lays the hulls of groups out again; the name keeps its measure. */
void ent_scene_shape_groups (const EntScenePlan *plan, EntSceneParts *parts);
/* Routes lines and places labels: of all pairs, or of those @touched says (by pair; nullable). @once: in one pass, for
 * a frame of a drag. */
void ent_scene_route (const EntScenePlan *plan, EntSceneParts *parts, const gboolean *touched, gboolean once);
EntRect ent_scene_parts_bounds (const EntSceneParts *parts);
/* What is drawn around a card, and around a line or label: ring, shadow, halo. At 100 %. */
#define ENT_SCENE_AROUND_NODE 8.0
#define ENT_SCENE_AROUND_EDGE 14.0
/* How far a head reaches beside its line. */
double ent_scene_head_reach (double width);

/* The box of the badge of @label as it would stand on @box. */
EntRect ent_scene_badge_on (const EntLinePlan *line, EntRect box);

G_END_DECLS
