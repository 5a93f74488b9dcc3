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
  double radius = label->badge.height / 2;

  ent_paint_round (paint, ent_rect_grow (label->badge, 1.4), radius + 1.4, look->fill, 1);
  if (label->badge_hollow)
    {
      ent_paint_bordered (paint, ent_rect_grow (label->badge, -0.6), radius - 0.6, look->fill, look->badge, 1.2);
      ent_paint_text (paint, &label->badge_text, look->badge);
      return;
    }
  ent_paint_round (paint, label->badge, radius, look->badge, 1);
  ent_paint_text (paint, &label->badge_text, look->badge_text);
}

void
ent_paint_label (const EntPaint *paint, const EntSceneLabel *label, const EntSceneEdge *edge, EntEmphasis emphasis)
{
  EntLabelLook look = ent_label_look (paint->theme, edge->stance, label->bundle, emphasis);
  gboolean chosen = emphasis == ENT_EMPHASIS_CHOSEN;
  double radius = ent_label_radius (label);

  if (label->n_lines == 0 || !ent_paint_shows_text (paint, label->lines[0].size))
    return;
  ent_paint_round (paint, ent_rect_grow (label->box, RIM), radius + RIM,
                   chosen ? ent_halo_colour (paint->theme) : paint->palette->background, 1);
  ent_paint_bordered (paint, ent_rect_grow (label->box, -0.5), radius - 0.5, look.fill,
                      chosen ? paint->palette->accent : look.border, chosen ? 1.8 : 1);
  for (guint i = 0; i < label->n_lines; i++)
    ent_paint_text (paint, &label->lines[i], look.text);
  if (label->badge.width > 0)
    paint_badge (paint, label, &look);
}
