/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legend explains what is drawn, and nothing else: an entry stands in it only when a line of the scene looks like
 * it. */
#include "ent-painter.h"

#include "ent-font.h"

/* Pixels at 100 %. */
#define TEXT_SIZE 11.0
#define PADDING_X 14.0
#define PADDING_Y 9.0
#define SAMPLE_WIDTH 30.0
#define SAMPLE_GAP 7.0
#define ENTRY_GAP 18.0
#define ROW_HEIGHT 20.0

typedef struct
{
  EntLegend *legend;
  GArray *entries; /* of EntLegendEntry */
  PangoContext *context;
  double text_scale;
  double x, y;        /* where the next entry goes */
  double left, right; /* of the rows */
} Flow;

/* What is drawn of the lines. A bit a value. */
typedef struct
{
  guint stances, proofs, statuses;
  gboolean contested, bundle;
} Seen;

static gboolean
has_head (const EntSceneEdge *edge)
{
  return edge->source_head != ENT_HEAD_NONE || edge->target_head != ENT_HEAD_NONE;
}

static Seen
look_over (const EntSceneEdge *edges, guint n)
{
  Seen seen = { 0 };

  for (guint i = 0; i < n; i++)
    {
      const EntSceneEdge *edge = &edges[i];

      seen.stances |= edge->stances != 0 ? edge->stances : 1u << edge->stance;
      if (edge->n_relations > 1)
        {
          seen.bundle = TRUE;
          continue;
        }
      seen.proofs |= 1u << edge->proof;
      seen.contested |= edge->contested;
      if (has_head (edge))
        seen.statuses |= 1u << ent_relation_status (edge->relation);
    }
  return seen;
}

static void
add (Flow *flow, EntLegendKind kind, int value, const char *name)
{
  double s = flow->text_scale;
  PangoLayout *layout = ent_font_layout_new (flow->context, name, TEXT_SIZE * s, FALSE, FALSE);
  double width = ent_font_layout_width (layout), all = (SAMPLE_WIDTH + SAMPLE_GAP) * s + width;
  EntLegendEntry entry = { .kind = kind, .value = value };

  g_object_unref (layout);
  if (flow->x > flow->left && flow->x + all > flow->right)
    {
      flow->x = flow->left;
      flow->y += ROW_HEIGHT * s;
    }
  entry.sample = ent_rect (flow->x, flow->y, SAMPLE_WIDTH * s, ROW_HEIGHT * s);
  entry.text.text = g_strdup (name);
  entry.text.x = flow->x + (SAMPLE_WIDTH + SAMPLE_GAP) * s;
  /* A line of letters stands in the middle of its row when its baseline is a third of its size below. */
  entry.text.baseline = flow->y + (ROW_HEIGHT / 2 + TEXT_SIZE * 0.35) * s;
  entry.text.width = width;
  entry.text.size = TEXT_SIZE * s;
  g_array_append_val (flow->entries, entry);
  flow->x += all;
  flow->legend->box.width = MAX (flow->legend->box.width, flow->x + PADDING_X * s);
  flow->legend->box.height = flow->y + (ROW_HEIGHT + PADDING_Y) * s;
  flow->x += ENTRY_GAP * s;
}

static void
add_stances (Flow *flow, guint seen)
{
  static const char *const names[] = { "cooperates", "conflicts", "neutral" };

  for (int i = 0; i < 3; i++)
    if (seen & 1u << i)
      add (flow, ENT_LEGEND_STANCE, i, names[i]);
}

static void
add_statuses (Flow *flow, guint seen)
{
  guint both = 1u << ENT_STATUS_PLANNED | 1u << ENT_STATUS_POSSIBLE;

  for (int i = ENT_STATUS_ASSERTED; i <= ENT_STATUS_ENDED; i++)
    {
      if (!(seen & 1u << i) || (i == ENT_STATUS_POSSIBLE && (seen & both) == both))
        continue;
      /* Planned and possible look alike and share an entry. */
      add (flow, ENT_LEGEND_STATUS, i,
           i == ENT_STATUS_PLANNED && (seen & both) == both ? "planned or possible" : ent_status_name (i));
    }
}

static void
add_proofs (Flow *flow, guint seen)
{
  static const char *const names[] = { "no excerpt", "1 excerpt", "2–3 excerpts", "4 or more" };

  for (int i = ENT_PROOF_NONE; i <= ENT_PROOF_MANY; i++)
    if (seen & 1u << i)
      add (flow, ENT_LEGEND_PROOF, i, names[i]);
}

static EntLegend *
legend_new (const EntSceneEdge *edges, guint n, double text_scale, double max_width, gboolean brief)
{
  EntLegend *legend = g_new0 (EntLegend, 1);
  PangoContext *context = ent_font_context_new ();
  Seen seen = look_over (edges, n);
  Flow flow = {
    .legend = legend,
    .entries = g_array_new (FALSE, FALSE, sizeof (EntLegendEntry)),
    .context = context,
    .text_scale = text_scale,
    .x = PADDING_X * text_scale,
    .y = PADDING_Y * text_scale,
    .left = PADDING_X * text_scale,
    .right = max_width - PADDING_X * text_scale,
  };

  add_stances (&flow, seen.stances);
  if (!brief)
    {
      add_statuses (&flow, seen.statuses);
      add_proofs (&flow, seen.proofs);
      if (seen.contested)
        add (&flow, ENT_LEGEND_CONTESTED, 0, "contested");
      if (seen.bundle)
        add (&flow, ENT_LEGEND_BUNDLE, 0, "several relations");
    }
  g_object_unref (context);
  legend->n = flow.entries->len;
  legend->entries = (EntLegendEntry *) (gpointer) g_array_free (flow.entries, FALSE);
  return legend;
}

EntLegend *
ent_legend_new (EntScene *scene, double text_scale, double max_width)
{
  guint n;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n);

  return legend_new (edges, n, text_scale, max_width, FALSE);
}

EntLegend *
ent_legend_new_for_edges (const EntSceneEdge *edges, guint n, double text_scale, double max_width)
{
  return legend_new (edges, n, text_scale, max_width, FALSE);
}

EntLegend *
ent_legend_new_brief (EntScene *scene, double text_scale)
{
  guint n;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n);

  return legend_new (edges, n, text_scale, G_MAXDOUBLE, TRUE);
}

void
ent_legend_free (EntLegend *legend)
{
  if (legend == NULL)
    return;
  for (guint i = 0; i < legend->n; i++)
    g_free (legend->entries[i].text.text);
  g_free (legend->entries);
  g_free (legend);
}

gboolean
ent_legend_entry_edge (const EntLegendEntry *entry, EntSceneEdge *edge)
{
  static const EntHeadShape heads[] = {
    [ENT_STATUS_ASSERTED] = ENT_HEAD_FILLED, [ENT_STATUS_PLANNED] = ENT_HEAD_HOLLOW,
    [ENT_STATUS_POSSIBLE] = ENT_HEAD_HOLLOW, [ENT_STATUS_DENIED] = ENT_HEAD_BARRED,
    [ENT_STATUS_ASKED] = ENT_HEAD_OPEN,      [ENT_STATUS_ENDED] = ENT_HEAD_BAR,
  };
  EntPoint middle = ent_rect_middle (entry->sample);
  double from = entry->sample.x + 1, step = (entry->sample.width - 2) / 3;

  *edge
      = (EntSceneEdge){ .stance = ENT_STANCE_NEUTRAL, .proof = ENT_PROOF_SINGLE, .n_relations = 1, .label = G_MAXUINT };
  edge->bounds = entry->sample;
  for (guint i = 0; i < 4; i++)
    edge->curve[i] = ent_point (from + i * step, middle.y);
  edge->unit = entry->sample.width / SAMPLE_WIDTH;
  edge->width = ent_proof_width (ENT_PROOF_SINGLE);
  switch (entry->kind)
    {
    case ENT_LEGEND_STANCE:
      edge->stance = (EntStance) entry->value;
      edge->width = ent_proof_width (ENT_PROOF_SOME);
      break;
    case ENT_LEGEND_STATUS:
      edge->target_head = heads[entry->value];
      break;
    case ENT_LEGEND_PROOF:
      edge->proof = (EntProof) entry->value;
      edge->width = ent_proof_width (edge->proof);
      break;
    case ENT_LEGEND_CONTESTED:
      edge->contested = TRUE;
      edge->stance = ENT_STANCE_COOPERATIVE;
      break;
    case ENT_LEGEND_BUNDLE:
    default:
      return FALSE;
    }
  edge->width *= edge->unit;
  edge->stances = 1u << edge->stance;
  return TRUE;
}

EntRect
ent_legend_entry_pill (const EntLegendEntry *entry)
{
  return ent_rect_around (ent_rect_middle (entry->sample), entry->sample.width * 0.8, entry->sample.height * 0.55);
}
