/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classes of lines and heads: a large map has tens of thousands of them, and few looks. What one look is depends on the scene alone, never
 * on the theme, so that the style sheet of one theme fits the picture of another. Numbers go by first appearance. */
#include "ent-svg-private.h"

/* What a class is for. */
typedef enum
{
  LINE,
  FILLED,
  HOLLOW,
  OPEN
} Form;

typedef struct
{
  EntStance stance;
  EntEmphasis emphasis;
  Form form;
  EntProof proof; /* gives the dash; of heads ENT_PROOF_NONE */
  double width, unit;
} Stroke;

static gboolean
is_same_colour (const Stroke *a, const Stroke *b)
{
  return a->stance == b->stance && a->emphasis == b->emphasis && a->form == b->form;
}

/* The number of the class; it is added where it is new. */
static guint
class_of (EntSvg *svg, const Stroke *stroke)
{
  GArray *all = svg->strokes;

  for (guint i = 0; i < all->len; i++)
    {
      const Stroke *known = &g_array_index (all, Stroke, i);

      if (is_same_colour (known, stroke) && known->proof == stroke->proof && known->width == stroke->width && known->unit == stroke->unit)
        return i;
    }
  g_array_append_val (all, *stroke);
  return all->len - 1;
}

GArray *
ent_svg_strokes_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (Stroke));
}

guint
ent_svg_line_class (EntSvg *svg, const EntSceneEdge *edge, const EntStroke *stroke, EntEmphasis emphasis)
{
  Stroke line = { stroke->stance, emphasis, LINE, edge->proof, stroke->width, ent_edge_unit (edge) };

  return class_of (svg, &line);
}

gboolean
ent_svg_head_class (EntSvg *svg, const EntSceneEdge *edge, gboolean at_target, EntEmphasis emphasis, guint *number)
{
  EntHeadShape shape = at_target ? edge->target_head : edge->source_head;
  Form form = shape == ENT_HEAD_FILLED ? FILLED : shape == ENT_HEAD_HOLLOW || shape == ENT_HEAD_BARRED ? HOLLOW : OPEN;
  Stroke head = { edge->stance, emphasis, form, ENT_PROOF_NONE, ENT_HEAD_STROKE, ent_edge_unit (edge) };

  if (shape != ENT_HEAD_NONE)
    *number = class_of (svg, &head);
  return shape != ENT_HEAD_NONE;
}

/* --- The style sheet --- */

static void
note_edge (EntSvg *svg, const EntSceneEdge *edge, EntEmphasis emphasis)
{
  EntStroke strokes[3];
  guint n = ent_edge_strokes (edge, strokes), number;

  for (guint i = 0; i < n; i++)
    ent_svg_line_class (svg, edge, &strokes[i], emphasis);
  ent_svg_head_class (svg, edge, TRUE, emphasis, &number);
  ent_svg_head_class (svg, edge, FALSE, emphasis, &number);
}

/* One rule for all that have that colour. */
static void
colour_rule (EntSvg *svg, guint first)
{
  const Stroke *all = (const Stroke *) (gconstpointer) svg->strokes->data, *stroke = &all[first];

  for (guint i = 0; i < first; i++)
    if (is_same_colour (&all[i], stroke))
      return;
  for (guint i = first; i < svg->strokes->len; i++)
    if (is_same_colour (&all[i], stroke))
      g_string_append_printf (svg->out, "%s.%s%u", i > first ? "," : "", stroke->form == LINE ? "line" : "head", i);
  g_string_append (svg->out, stroke->form == LINE || stroke->form == OPEN ? "{fill:none;" : "{");
  if (stroke->form == FILLED)
    ent_svg_style_colour (svg, "fill", ent_svg_line_ink (svg, stroke->stance, stroke->emphasis));
  if (stroke->form == HOLLOW)
    ent_svg_style_colour (svg, "fill", svg->palette->background);
  ent_svg_style_colour (svg, "stroke", ent_svg_line_ink (svg, stroke->stance, stroke->emphasis));
  g_string_append (svg->out, "}\n");
}

static void
width_rule (EntSvg *svg, guint number)
{
  const Stroke *stroke = &g_array_index (svg->strokes, Stroke, number);
  int n = 0;
  const double *dash = stroke->form == LINE ? ent_line_dash (stroke->stance, stroke->proof, &n) : NULL;

  g_string_append_printf (svg->out, ".%s%u{stroke-width:", stroke->form == LINE ? "line" : "head", number);
  ent_svg_number (svg->out, stroke->form == LINE ? stroke->width : stroke->width * stroke->unit);
  for (int i = 0; i < n; i++)
    {
      g_string_append (svg->out, i == 0 ? ";stroke-dasharray:" : ",");
      ent_svg_number (svg->out, dash[i] * stroke->unit);
    }
  g_string_append (svg->out, "}\n");
}

void
ent_svg_strokes_style (EntSvg *svg)
{
  guint n;
  const EntSceneEdge *edges = ent_scene_edges (svg->scene, &n);

  for (guint i = 0; i < n; i++)
    if (ent_svg_edge_emphasis (svg, i) != ENT_EMPHASIS_HIDDEN)
      note_edge (svg, &edges[i], ent_svg_edge_emphasis (svg, i));
  for (guint i = 0; svg->legend != NULL && i < svg->legend->n; i++)
    {
      EntSceneEdge edge;

      if (ent_legend_entry_edge (&svg->legend->entries[i], &edge))
        note_edge (svg, &edge, ENT_EMPHASIS_NORMAL);
    }
  for (guint i = 0; i < svg->strokes->len; i++)
    colour_rule (svg, i);
  for (guint i = 0; i < svg->strokes->len; i++)
    width_rule (svg, i);
}
