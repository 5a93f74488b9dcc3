/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines there are, how each looks, and what its label says. Relations are gathered by the two actors that they
 * join, in the order of the file; a pair is either one bundle or one line a relation, and its lines stand together in
 * the array. */
#include "ent-scene-private.h"

#define LABEL_SIZE 11.0
#define LABEL_WIDTH 190.0 /* longer labels break between words */
#define LABEL_LINES 3
#define NARROW_FROM                                                                                                    \
  92.0 /* labels wider than this have a second shape of two lines, for where the first finds no room */
#define LABEL_PADDING_X 8.0
#define LABEL_PADDING_Y 3.0
#define BADGE_SIZE 9.0
#define BADGE_HEIGHT 14.0

/* --- Looks --- */

static EntHeadShape
head_of (EntStatus status)
{
  switch (status)
    {
    case ENT_STATUS_PLANNED:
    case ENT_STATUS_POSSIBLE:
      return ENT_HEAD_HOLLOW;
    case ENT_STATUS_ASKED:
      return ENT_HEAD_OPEN;
    case ENT_STATUS_DENIED:
      return ENT_HEAD_BARRED;
    case ENT_STATUS_ENDED:
      return ENT_HEAD_BAR;
    case ENT_STATUS_ASSERTED:
    default:
      return ENT_HEAD_FILLED;
    }
}

static EntProof
proof_of_all (const EntRelation **relations, guint n)
{
  g_autoptr (GHashTable) excerpts = NULL;

  if (n == 1)
    return ent_relation_proof (relations[0]);
  excerpts = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < ent_records_n (relations[i]->evidence); k++)
      g_hash_table_add (excerpts, ((EntEvidence *) relations[i]->evidence->items[k])->excerpt);
  switch (g_hash_table_size (excerpts))
    {
    case 0:
      return ENT_PROOF_NONE;
    case 1:
      return ENT_PROOF_SINGLE;
    case 2:
    case 3:
      return ENT_PROOF_SOME;
    default:
      return ENT_PROOF_MANY;
    }
}

static void
add_head (EntHeadShape *head, EntHeadShape shape)
{
  /* Ends where relations of several statuses meet show the plain head. */
  *head = *head == ENT_HEAD_NONE || *head == shape ? shape : ENT_HEAD_FILLED;
}

static EntSceneEdge
edge_of (const EntScenePlan *plan, const EntRelation **relations, guint n)
{
  EntSceneEdge edge = { .relation = relations[0], .n_relations = n, .label = G_MAXUINT };

  edge.relations = g_memdup2 (relations, n * sizeof *relations);
  edge.source = GPOINTER_TO_UINT (g_hash_table_lookup (plan->node_of, relations[0]->source)) - 1;
  edge.target = GPOINTER_TO_UINT (g_hash_table_lookup (plan->node_of, relations[0]->target)) - 1;
  for (guint i = 0; i < n; i++)
    {
      EntHeadShape shape = head_of (ent_relation_status (relations[i]));
      EntDirection direction = ent_relation_direction (relations[i]);
      gboolean turned = !g_str_equal (relations[i]->source, relations[0]->source);

      edge.stances |= 1u << ent_relation_stance (relations[i]);
      if (direction != ENT_DIRECTION_NONE)
        add_head (turned ? &edge.source_head : &edge.target_head, shape);
      if (direction == ENT_DIRECTION_BOTH)
        add_head (turned ? &edge.target_head : &edge.source_head, shape);
    }
  edge.mixed = (edge.stances & (edge.stances - 1)) != 0;
  edge.stance = edge.mixed ? ENT_STANCE_NEUTRAL : ent_relation_stance (relations[0]);
  edge.proof = proof_of_all (relations, n);
  edge.contested = n == 1 && ent_relation_is_contested (relations[0]);
  edge.width = ent_proof_width (edge.proof);
  return edge;
}

/* --- Labels --- */

/* The words on the line; "" for none. (transfer full) */
static char *
label_text (const EntSceneEdge *edge, EntMeasurer *measurer)
{
  const EntRelation *relation = edge->relation;
  EntStatus status = ent_relation_status (relation);
  const char *text = relation->label;
  g_autofree char *label = NULL;

  if (edge->n_relations > 1)
    return g_strdup_printf ("%u relations", edge->n_relations);
  if (text[0] == '\0' && relation->kind[0] != '\0' && !g_str_equal (relation->kind, "other"))
    text = relation->kind;
  if (status == ENT_STATUS_ASSERTED)
    label = g_strdup (text);
  else if (text[0] == '\0')
    label = g_strdup (ent_status_name (status));
  else if (ent_measurer_is_rtl (measurer, text))
    label = g_strdup_printf ("%s: \u2068%s\u2069", ent_status_name (status), text);
  else
    label = g_strdup_printf ("%s: %s", ent_status_name (status), text);
  return g_strstrip (ent_scene_one_line (label));
}

static EntLabelShape
shape_label (
    EntMeasurer *measurer, const char *text, gboolean bundle, gboolean italic, double max_width, guint max_lines)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (EntSceneText));
  double width = ent_measurer_wrap (measurer, text, LABEL_SIZE, bundle, italic, max_width, max_lines, lines);
  EntLabelShape shape = { .n_lines = lines->len };

  shape.lines = (EntSceneText *) g_array_free (lines, FALSE);
  shape.width = width + 2 * LABEL_PADDING_X + (bundle ? 4 : 0);
  shape.height = shape.n_lines * ent_measurer_line_height (LABEL_SIZE) + 2 * LABEL_PADDING_Y + (bundle ? 2 : 0);
  for (guint i = 0; i < shape.n_lines; i++)
    shape.lines[i].baseline += LABEL_PADDING_Y + (bundle ? 1 : 0);
  ent_scene_text_align (shape.lines, shape.n_lines, 0, shape.width, TRUE, FALSE);
  return shape;
}

static void
plan_badge (EntLinePlan *line, const EntSceneEdge *edge, EntMeasurer *measurer)
{
  g_autofree char *text = NULL;
  g_autoptr (GArray) lines = NULL;
  guint n = ent_records_n (edge->relation->evidence);
  gboolean contested = FALSE;
  double width;

  for (guint i = 0; i < edge->n_relations; i++)
    contested = contested || ent_relation_is_contested (edge->relations[i]);
  if (contested)
    text = g_strdup ("!");
  else if (edge->proof == ENT_PROOF_NONE)
    text = g_strdup ("0");
  else if (edge->n_relations == 1 && n >= 2)
    text = g_strdup_printf ("%u", n);
  else
    return;
  line->badge_hollow = !contested && edge->proof == ENT_PROOF_NONE;
  lines = g_array_new (FALSE, FALSE, sizeof (EntSceneText));
  width = ent_measurer_wrap (measurer, text, BADGE_SIZE, TRUE, FALSE, 0, 0, lines) + 7;
  line->badge_width = MAX (BADGE_HEIGHT, width);
  line->badge = g_array_index (lines, EntSceneText, 0);
  line->badge.x = (line->badge_width - line->badge.width) / 2;
  line->badge.baseline = BADGE_HEIGHT / 2 + BADGE_SIZE * 0.36;
}

EntRect
ent_scene_badge_on (const EntLinePlan *line, EntRect box)
{
  if (line->badge.text == NULL)
    return ent_rect (box.x, box.y, 0, 0);
  return ent_rect (box.x + box.width - line->badge_width * 0.6, box.y - BADGE_HEIGHT * 0.6, line->badge_width,
                   BADGE_HEIGHT);
}

static void
plan_label (EntLinePlan *line, const EntSceneEdge *edge, EntMeasurer *measurer)
{
  g_autofree char *text = label_text (edge, measurer);
  gboolean bundle = edge->n_relations > 1,
           italic = !bundle && ent_relation_status (edge->relation) != ENT_STATUS_ASSERTED;

  plan_badge (line, edge, measurer);
  if (text[0] == '\0')
    {
      /* Nothing to say but the badge: it stands on the line by itself. */
      if (line->badge.text != NULL)
        {
          line->shapes[0] = (EntLabelShape){ .width = line->badge_width, .height = BADGE_HEIGHT };
          line->n_shapes = 1;
        }
      return;
    }
  line->shapes[0] = shape_label (measurer, text, bundle, italic, LABEL_WIDTH, LABEL_LINES);
  line->n_shapes = 1;
  if (!bundle && line->shapes[0].n_lines == 1 && line->shapes[0].width > NARROW_FROM)
    {
      EntLabelShape narrow = shape_label (measurer, text, bundle, italic, line->shapes[0].width * 0.55, 2);

      if (narrow.n_lines == 2 && narrow.width < line->shapes[0].width * 0.75)
        line->shapes[line->n_shapes++] = narrow;
      else
        ent_scene_texts_free (narrow.lines, narrow.n_lines);
    }
}

/* --- Pairs --- */

static void
add_line (EntScenePlan *plan,
          EntSceneParts *parts,
          EntMeasurer *measurer,
          EntPairPlan *pair,
          const EntRelation **relations,
          guint n)
{
  EntSceneEdge edge = edge_of (plan, relations, n);
  EntLinePlan line = { .pair = plan->pairs->len, .reversed = edge.source != pair->a, .bend = NAN, .label_at = NAN };

  for (guint i = 0; i < n; i++)
    {
      g_hash_table_insert (plan->edge_of, relations[i]->id, GUINT_TO_POINTER (parts->edges->len + 1));
      if (isnan (line.bend) && !isnan (relations[i]->bend))
        line.bend = g_str_equal (relations[i]->source, relations[0]->source) ? relations[i]->bend : -relations[i]->bend;
      if (isnan (line.label_at) && !isnan (relations[i]->label_at))
        line.label_at = g_str_equal (relations[i]->source, relations[0]->source) ? relations[i]->label_at
                                                                                 : 1 - relations[i]->label_at;
    }
  if (!plan->straight)
    plan_label (&line, &edge, measurer);
  if (line.n_shapes > 0)
    {
      EntSceneLabel label = { .edge = parts->edges->len, .bundle = n > 1 };

      edge.label = parts->labels->len;
      g_array_append_val (parts->labels, label);
    }
  g_array_append_val (parts->edges, edge);
  g_array_append_val (plan->lines, line);
}

static gboolean
is_open (const EntSceneOptions *options, const char *a, const char *b)
{
  if (options == NULL)
    return FALSE;
  if (options->open_all)
    return TRUE;
  for (guint i = 0; options->open_pairs != NULL && options->open_pairs[i] != NULL && options->open_pairs[i + 1] != NULL;
       i += 2)
    if ((g_str_equal (options->open_pairs[i], a) && g_str_equal (options->open_pairs[i + 1], b))
        || (g_str_equal (options->open_pairs[i], b) && g_str_equal (options->open_pairs[i + 1], a)))
      return TRUE;
  return FALSE;
}

static EntLabelShape
copy_shape (const EntLabelShape *shape)
{
  EntLabelShape copy = *shape;

  copy.lines = ent_scene_texts_copy (shape->lines, shape->n_lines, 0, 0, 1);
  return copy;
}

/* Edge @e of @old as it is, with its route and its label's place. */
static void
copy_line (EntScenePlan *plan, EntSceneParts *parts, const EntScene *old, guint e)
{
  EntLinePlan line = *ent_line_plan (old->plan, e);
  EntSceneEdge edge = *ent_edge (old->base, e);

  for (guint i = 0; i < line.n_shapes; i++)
    line.shapes[i] = copy_shape (&line.shapes[i]);
  line.badge = ent_scene_text_copy (&line.badge, 0, 0, 1);
  line.pair = plan->pairs->len;
  edge.relations = g_memdup2 (edge.relations, edge.n_relations * sizeof *edge.relations);
  for (guint i = 0; i < edge.n_relations; i++)
    g_hash_table_insert (plan->edge_of, edge.relations[i]->id, GUINT_TO_POINTER (parts->edges->len + 1));
  if (edge.label != G_MAXUINT)
    {
      EntSceneLabel label = *ent_label (old->base, edge.label);

      label.edge = parts->edges->len;
      label.lines = ent_scene_texts_copy (label.lines, label.n_lines, 0, 0, 1);
      label.badge_text = ent_scene_text_copy (&label.badge_text, 0, 0, 1);
      edge.label = parts->labels->len;
      g_array_append_val (parts->labels, label);
    }
  g_array_append_val (parts->edges, edge);
  g_array_append_val (plan->lines, line);
}

/* Copies the pair from @old where it is bundled there as @bundled says; else FALSE. */
static gboolean
copy_pair (EntScenePlan *plan, EntSceneParts *parts, const EntScene *old, guint n_relations, gboolean bundled)
{
  guint index = plan->pairs->len;
  const EntPairPlan *pair = ent_pair_plan (old->plan, index);

  if ((pair->n < n_relations) != bundled)
    return FALSE;
  for (guint i = 0; i < pair->n; i++)
    copy_line (plan, parts, old, pair->first + i);
  return TRUE;
}

static void
add_pair (EntScenePlan *plan,
          EntSceneParts *parts,
          EntMeasurer *measurer,
          const EntSceneOptions *options,
          GPtrArray *relations,
          const EntScene *old,
          gboolean *changed)
{
  const EntRelation **items = (const EntRelation **) relations->pdata;
  guint source = GPOINTER_TO_UINT (g_hash_table_lookup (plan->node_of, items[0]->source)) - 1;
  guint target = GPOINTER_TO_UINT (g_hash_table_lookup (plan->node_of, items[0]->target)) - 1;
  EntPairPlan pair = { .a = MIN (source, target), .b = MAX (source, target), .first = parts->edges->len };
  guint n_free = 0, slot = 0, index = plan->pairs->len;
  gboolean bundled = relations->len > ENT_SCENE_MAX_PARALLEL && !is_open (options, items[0]->source, items[0]->target);

  changed[index] = old == NULL || !copy_pair (plan, parts, old, relations->len, bundled);
  if (changed[index] && bundled)
    add_line (plan, parts, measurer, &pair, items, relations->len);
  for (guint i = 0; changed[index] && !bundled && i < relations->len; i++)
    add_line (plan, parts, measurer, &pair, &items[i], 1);
  pair.n = parts->edges->len - pair.first;
  for (guint i = 0; i < pair.n; i++)
    {
      const EntLinePlan *line = ent_line_plan (plan, pair.first + i);

      n_free += isnan (line->bend);
      if (line->n_shapes > 0)
        {
          pair.label_width = MAX (pair.label_width, line->shapes[0].width);
          pair.label_height = MAX (pair.label_height, line->shapes[0].height);
        }
    }
  for (guint i = 0; i < pair.n; i++)
    if (isnan (ent_line_plan (plan, pair.first + i)->bend))
      ent_line_plan (plan, pair.first + i)->slot = (n_free - 1) / 2.0 - slot++;
  g_array_append_val (plan->pairs, pair);
  g_array_append_val ((GArray *) plan->pairs_of->pdata[pair.a], index);
  if (pair.b != pair.a)
    g_array_append_val ((GArray *) plan->pairs_of->pdata[pair.b], index);
}

gboolean *
ent_scene_add_edges (EntScenePlan *plan,
                     EntSceneParts *parts,
                     EntMeasurer *measurer,
                     const EntSceneOptions *options,
                     const EntScene *old)
{
  const EntRecords *relations = ent_map_index_get_snapshot (plan->index)->lists[ENT_LIST_RELATIONS];
  g_autoptr (GHashTable) pair_of = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gboolean *changed;

  for (guint i = 0; i < parts->nodes->len; i++)
    g_ptr_array_add (plan->pairs_of, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < ent_records_n (relations); i++)
    {
      EntRelation *relation = (EntRelation *) relations->items[i];
      gint64 source = GPOINTER_TO_UINT (g_hash_table_lookup (plan->node_of, relation->source));
      gint64 target = GPOINTER_TO_UINT (g_hash_table_lookup (plan->node_of, relation->target));
      gint64 key = MIN (source, target) << 32 | MAX (source, target);
      GPtrArray *pair = g_hash_table_lookup (pair_of, &key);

      if (pair == NULL)
        {
          pair = g_ptr_array_new ();
          g_ptr_array_add (pairs, pair);
          g_hash_table_insert (pair_of, g_memdup2 (&key, sizeof key), pair);
        }
      g_ptr_array_add (pair, relation);
    }
  changed = g_new0 (gboolean, pairs->len + 1);
  for (guint i = 0; i < pairs->len && ent_scene_work_goes_on (plan, i, pairs->len, 80, 300); i++)
    add_pair (plan, parts, measurer, options, pairs->pdata[i], old, changed);
  return changed;
}
