/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The labels of lines: a box on the line, a badge on its corner. */
#include "ent-painter-private.h"

#include "ent-style.h"

/* A rim in the background's colour, so that lines end clear of the box. */
#define RIM 2

double
ent_label_radius (const EntSceneLabel *label)
{
  double line = label->n_lines > 0 ? label->lines[0].size : label->box.height / 2;

  return MIN (label->box.height / 2, line * 0.95);
}

static void
paint_badge (const EntPaint *paint, const EntSceneLabel *label, const EntLabelLook *look)
{
  EntPath *path = ent_paint_path (paint);
  double radius = label->badge.height / 2;

  ent_path_rounded_rect (path, ent_rect_grow (label->badge, 1.4), radius + 1.4);
  ent_paint_fill (paint, path, look->fill);
  path = ent_paint_path (paint);
  if (label->badge_hollow)
    {
      ent_path_rounded_rect (path, ent_rect_grow (label->badge, -0.6), radius - 0.6);
      ent_paint_fill (paint, path, look->fill);
      ent_paint_stroke (paint, path, look->badge, 1.2);
      ent_paint_text (paint, &label->badge_text, look->badge);
      return;
    }
  ent_path_rounded_rect (path, label->badge, radius);
  ent_paint_fill (paint, path, look->badge);
  ent_paint_text (paint, &label->badge_text, look->badge_text);
}

void
ent_paint_label (const EntPaint *paint, const EntSceneLabel *label, const EntSceneEdge *edge, EntEmphasis emphasis)
{
  EntLabelLook look = ent_label_look (paint->theme, edge->stance, label->bundle, emphasis);
  gboolean chosen = emphasis == ENT_EMPHASIS_CHOSEN;
  double radius = ent_label_radius (label);
  EntPath *path;

  if (label->n_lines == 0 || !ent_paint_shows_text (paint, label->lines[0].size))
    return;
  path = ent_paint_path (paint);
  ent_path_rounded_rect (path, ent_rect_grow (label->box, RIM), radius + RIM);
  ent_paint_fill (paint, path, chosen ? ent_halo_colour (paint->theme) : paint->palette->background);
  path = ent_paint_path (paint);
  ent_path_rounded_rect (path, ent_rect_grow (label->box, -0.5), radius - 0.5);
  ent_paint_fill (paint, path, look.fill);
  ent_paint_stroke (paint, path, chosen ? paint->palette->accent : look.border, chosen ? 1.8 : 1);
  for (guint i = 0; i < label->n_lines; i++)
    ent_paint_text (paint, &label->lines[i], look.text);
  if (label->badge.width > 0)
    paint_badge (paint, label, &look);
}
