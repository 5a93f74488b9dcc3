/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards: an icon, the name over up to three lines, and below it the kind's name. Measures are in map units, at 100 %.
 */
#include "ent-scene-private.h"

#define NAME_SIZE 13.5
#define KIND_SIZE 11.0
#define NAME_WIDTH 190.0 /* a longer name takes more lines */
#define NAME_LINES 3
#define ICON 26.0
#define PADDING_X 11.0
#define ICON_GAP 9.0
#define PADDING_Y 6.5
#define MIN_WIDTH 104.0
#define MIN_HEIGHT 46.0
#define CAPTION_SIZE 14.0

static const char *
kind_word (const EntScenePlan *plan, const char *kind)
{
  const EntKind *own = ent_map_index_kind (plan->index, kind);

  if (own != NULL)
    return own->name[0] != '\0' ? own->name : own->id;
  for (guint i = 0; ent_actor_kinds[i] != NULL; i++)
    if (g_str_equal (ent_actor_kinds[i], kind))
      return ent_actor_kinds[i];
  return "other";
}

/* A card with these words, at 0, 0. */
static EntSceneNode
measure_card (EntMeasurer *measurer, const char *name_of, const char *kind_of, gboolean rtl)
{
  EntSceneNode node = { 0 };
  g_autofree char *name = ent_scene_one_line (name_of), *kind = ent_scene_one_line (kind_of);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (EntSceneText));
  double width = ent_measurer_wrap (measurer, name, NAME_SIZE, TRUE, FALSE, NAME_WIDTH, NAME_LINES, lines);
  guint n_name = lines->len;
  double kind_width = ent_measurer_wrap (measurer, kind, KIND_SIZE, FALSE, FALSE, 0, 0, lines);
  double name_height = n_name * ent_measurer_line_height (NAME_SIZE), height, text_x, y;

  width = MAX (width, kind_width);
  height = MAX (MIN_HEIGHT, 2 * PADDING_Y + name_height + (lines->len - n_name) * ent_measurer_line_height (KIND_SIZE));
  node.box = ent_rect (0, 0, MAX (MIN_WIDTH, PADDING_X + ICON + ICON_GAP + width + PADDING_X + 2), height);
  node.icon = ent_rect (rtl ? node.box.width - PADDING_X - ICON : PADDING_X, (height - ICON) / 2, ICON, ICON);
  text_x = rtl ? node.box.width - PADDING_X - ICON - ICON_GAP - width : PADDING_X + ICON + ICON_GAP;
  y = (height - name_height - (lines->len - n_name) * ent_measurer_line_height (KIND_SIZE)) / 2;
  node.n_lines = lines->len;
  node.lines = (EntSceneText *) g_array_free (lines, FALSE);
  for (guint i = 0; i < node.n_lines; i++)
    node.lines[i].baseline += i < n_name ? y : y + name_height;
  ent_scene_text_align (node.lines, node.n_lines, text_x, width, FALSE, rtl);
  return node;
}

static EntSceneNode
measure_node (const EntScenePlan *plan, EntMeasurer *measurer, const EntActor *actor, gboolean rtl)
{
  EntSceneNode node = measure_card (measurer, actor->name, kind_word (plan, actor->kind), rtl);

  node.actor = actor;
  return node;
}

EntPoint
ent_scene_measure_folded (const char *name, const char *kind)
{
  g_autoptr (EntMeasurer) measurer = ent_measurer_new ();
  EntSceneNode node = measure_card (measurer, name, kind, FALSE);
  EntPoint size = ent_point (node.box.width, node.box.height);

  ent_scene_texts_free (node.lines, node.n_lines);
  return size;
}

void
ent_scene_node_move (EntSceneNode *node, EntPoint middle)
{
  EntPoint now = ent_rect_middle (node->box);
  double dx = middle.x - now.x, dy = middle.y - now.y;

  node->box.x += dx;
  node->box.y += dy;
  node->icon.x += dx;
  node->icon.y += dy;
  for (guint i = 0; i < node->n_lines; i++)
    {
      node->lines[i].x += dx;
      node->lines[i].baseline += dy;
    }
}

void
ent_scene_add_nodes (EntScenePlan *plan, EntSceneParts *parts, EntMeasurer *measurer, gboolean rtl)
{
  const EntRecords *actors = ent_map_index_get_snapshot (plan->index)->lists[ENT_LIST_ACTORS];

  for (guint i = 0; i < ent_records_n (actors); i++)
    {
      const EntActor *actor = (const EntActor *) actors->items[i];
      EntSceneNode node;

      if (!ent_scene_work_goes_on (plan, i, ent_records_n (actors), 0, 80))
        return;
      node = measure_node (plan, measurer, actor, rtl);

      if (actor->position != NULL)
        ent_scene_node_move (&node, ent_point (actor->position->x, actor->position->y));
      g_array_append_val (parts->nodes, node);
      g_hash_table_insert (plan->node_of, actor->id, GUINT_TO_POINTER (i + 1));
    }
  ent_scene_arrange (plan, parts);
}

void
ent_scene_add_captions (EntScenePlan *plan, EntSceneParts *parts, EntMeasurer *measurer)
{
  const EntRecords *captions = ent_map_index_get_snapshot (plan->index)->lists[ENT_LIST_CAPTIONS];
  EntRect all = ent_scene_parts_bounds (parts);
  double below = all.y + all.height + 30;

  for (guint i = 0; i < ent_records_n (captions); i++)
    {
      const EntCaption *record = (const EntCaption *) captions->items[i];
      EntSceneCaption caption = { .caption = record };
      double size = record->size > 0 ? record->size : CAPTION_SIZE, wanted = record->width > 0 ? record->width : 0,
             width;
      g_auto (GStrv) paragraphs = g_strsplit (record->text, "\n", -1);
      GArray *lines = g_array_new (FALSE, FALSE, sizeof (EntSceneText));
      double height;

      for (guint k = 0; paragraphs[k] != NULL; k++)
        {
          g_autofree char *paragraph = ent_scene_one_line (paragraphs[k]);

          ent_measurer_wrap (measurer, paragraph, size, FALSE, FALSE, wanted, 0, lines);
        }
      width = wanted;
      for (guint k = 0; k < lines->len; k++)
        width = MAX (width, g_array_index (lines, EntSceneText, k).width);
      height = lines->len * ent_measurer_line_height (size);
      if (record->position != NULL)
        caption.box = ent_rect_around (ent_point (record->position->x, record->position->y), width, height);
      else
        {
          caption.box = ent_rect (all.x, below, width, height);
          below += height + 16;
        }
      caption.n_lines = lines->len;
      caption.lines = (EntSceneText *) g_array_free (lines, FALSE);
      for (guint k = 0; k < caption.n_lines; k++)
        {
          caption.lines[k].baseline = caption.box.y + k * ent_measurer_line_height (size) + ent_measurer_ascent (size);
          ent_scene_text_align (&caption.lines[k], 1, caption.box.x, width, FALSE, caption.lines[k].rtl);
        }
      g_array_append_val (parts->captions, caption);
    }
}
