/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actors, relations, captions and groups as SVG: the same geometry and the same order of layers as the painter's. */
#include "ent-svg-private.h"

#include "ent-proof-text.h"

/* As the painter has them. */
#define GROUP_RADIUS 26
#define RING_GAP 3
#define HALO_CHOSEN 9
#define HALO_HOVERED 5
#define RIM 2

void
ent_svg_rect (EntSvg *svg, const char *class_name, EntRect rect, double radius)
{
  g_string_append (svg->out, "<rect");
  ent_svg_attribute (svg->out, "class", class_name);
  ent_svg_attribute_number (svg->out, "x", rect.x);
  ent_svg_attribute_number (svg->out, "y", rect.y);
  ent_svg_attribute_number (svg->out, "width", rect.width);
  ent_svg_attribute_number (svg->out, "height", rect.height);
  if (radius > 0)
    ent_svg_attribute_number (svg->out, "rx", radius);
  g_string_append (svg->out, "/>\n");
}

/* Opens the <g> of a thing. @classes need no escaping. */
static void
open_group (EntSvg *svg, const char *prefix, const char *id, const char *classes)
{
  ent_svg_put (svg->out, "<g id=\"");
  ent_svg_id (svg->out, prefix, id);
  ent_svg_put (svg->out, "\" class=\"");
  ent_svg_put_n (svg->out, classes, strlen (classes));
  ent_svg_put (svg->out, "\" role=\"graphics-object\">");
}

void
ent_svg_group (EntSvg *svg, const EntSceneGroup *group)
{
  g_autofree char *classes = g_strdup_printf ("group group%u", (guint) (group - ent_scene_groups (svg->scene, NULL)));

  open_group (svg, "group-", group->group->id, classes);
  ent_svg_describe (svg, group->group->name, group->group->note);
  ent_path_rounded_polygon (svg->path, group->hull, group->n_hull, GROUP_RADIUS);
  ent_svg_path (svg, "hull", -1, "");
  ent_svg_text (svg, &group->name, "group-name");
  ent_svg_put (svg->out, "</g>\n");
}

void
ent_svg_caption (EntSvg *svg, const EntSceneCaption *caption)
{
  g_string_append (svg->out, "<g id=\"");
  ent_svg_id (svg->out, "caption-", caption->caption->id);
  g_string_append_printf (svg->out, "\" class=\"caption caption%u\">\n", (guint) (caption - ent_scene_captions (svg->scene, NULL)));
  for (guint i = 0; i < caption->n_lines; i++)
    ent_svg_text (svg, &caption->lines[i], "words");
  ent_svg_put (svg->out, "</g>\n");
}

/* --- Actors --- */

static void
pin (EntSvg *svg, const EntSceneNode *node)
{
  g_autoptr (GString) rim = g_string_new (NULL);

  ent_svg_attribute_number (rim, "stroke-width", ent_pin_rim (node));
  ent_path_pin (svg->path, node);
  ent_svg_path (svg, "pin-rim", -1, rim->str);
  ent_path_pin (svg->path, node);
  ent_svg_path (svg, "pin", -1, "");
}

static EntRect
moved (EntRect box, EntPoint by)
{
  return ent_rect (box.x + by.x, box.y + by.y, box.width, box.height);
}

void
ent_svg_card (EntSvg *svg, guint index, EntPoint by)
{
  EntSceneNode node = ent_scene_nodes (svg->scene, NULL)[index];
  EntEmphasis emphasis = ent_svg_node_emphasis (svg, index);
  double radius = ent_node_radius (&node), inset = ent_theme_is_contrast (svg->options->theme) ? 0.8 : 0.55;
  gboolean pictured = g_hash_table_contains (svg->pictured, node.actor->id);
  EntRect picture;
  EntPoint middle;

  node.box = moved (node.box, by);
  node.icon = moved (node.icon, by);
  picture = pictured ? node.icon : ent_icon_picture (node.icon);
  middle = ent_rect_middle (node.icon);
  if (svg->options->theme == ENT_THEME_LIGHT && emphasis != ENT_EMPHASIS_FADED)
    ent_svg_rect (svg, "shadow", ent_rect (node.box.x - 0.8, node.box.y + 0.6, node.box.width + 1.6, node.box.height + 1.4),
                  radius + 0.8);
  if (emphasis == ENT_EMPHASIS_CHOSEN)
    ent_svg_rect (svg, "ring", ent_rect_grow (node.box, RING_GAP), radius + RING_GAP);
  ent_svg_rect (svg, "card", ent_rect_grow (node.box, -inset), radius - inset);
  g_string_append (svg->out, "<circle class=\"disc\"");
  ent_svg_attribute_number (svg->out, "cx", middle.x);
  ent_svg_attribute_number (svg->out, "cy", middle.y);
  ent_svg_attribute_number (svg->out, "r", node.icon.width / 2);
  g_string_append (svg->out, "/>\n<use class=\"icon\" xlink:href=\"#");
  ent_svg_id (svg->out, pictured ? "picture-" : "icon-", pictured ? node.actor->id : node.actor->kind);
  g_string_append_c (svg->out, '"');
  ent_svg_attribute_number (svg->out, "x", picture.x);
  ent_svg_attribute_number (svg->out, "y", picture.y);
  ent_svg_attribute_number (svg->out, "width", picture.width);
  ent_svg_attribute_number (svg->out, "height", picture.height);
  g_string_append (svg->out, "/>\n");
  if (node.actor->pinned)
    pin (svg, &node);
}

void
ent_svg_node (EntSvg *svg, guint index)
{
  const EntSceneNode *node = &ent_scene_nodes (svg->scene, NULL)[index];
  g_autofree char *classes = g_strdup_printf ("actor look%u", ent_svg_node_look (svg, index));

  open_group (svg, "actor-", node->actor->id, classes);
  ent_svg_describe_actor (svg, node->actor);
  if (!ent_svg_use_card (svg, index))
    ent_svg_card (svg, index, ent_point (0, 0));
  for (guint i = 0; i < node->n_lines; i++)
    ent_svg_text (svg, &node->lines[i], node->lines[i].bold ? "name" : "kind");
  ent_svg_put (svg->out, "</g>\n");
}

/* --- Relations --- */

static void
edge_head (EntSvg *svg, const EntSceneEdge *edge, gboolean at_target, EntEmphasis emphasis)
{
  guint number;

  if (!ent_svg_head_class (svg, edge, at_target, emphasis, &number))
    return;
  ent_path_edge_head (svg->path, edge, at_target);
  ent_svg_path (svg, "head", (int) number, "");
}

/* The line alone. */
static void
edge_line (EntSvg *svg, const EntSceneEdge *edge, EntEmphasis emphasis)
{
  EntStroke strokes[3];
  guint n = ent_edge_strokes (edge, strokes);

  if (emphasis == ENT_EMPHASIS_CHOSEN || emphasis == ENT_EMPHASIS_HOVERED)
    {
      g_autoptr (GString) extra = g_string_new (NULL);

      ent_svg_attribute_number (extra, "stroke-width",
                                edge->width + (emphasis == ENT_EMPHASIS_CHOSEN ? HALO_CHOSEN : HALO_HOVERED));
      ent_path_edge (svg->path, edge, 0);
      ent_svg_path (svg, "halo", -1, extra->str);
    }
  for (guint i = 0; i < n; i++)
    {
      ent_path_edge (svg->path, edge, strokes[i].offset);
      ent_svg_path (svg, "line", (int) ent_svg_line_class (svg, edge, &strokes[i], emphasis), "");
    }
  edge_head (svg, edge, TRUE, emphasis);
  edge_head (svg, edge, FALSE, emphasis);
}

static void
label_badge (EntSvg *svg, const EntSceneLabel *label, EntPoint by)
{
  double radius = label->badge.height / 2;
  EntRect badge = moved (label->badge, by);
  EntSceneText text = label->badge_text;

  text.x += by.x;
  text.baseline += by.y;
  ent_svg_rect (svg, "badge-rim", ent_rect_grow (badge, 1.4), radius + 1.4);
  if (label->badge_hollow)
    ent_svg_rect (svg, "badge-hollow", ent_rect_grow (badge, -0.6), radius - 0.6);
  else
    ent_svg_rect (svg, "badge", badge, radius);
  ent_svg_text (svg, &text, label->badge_hollow ? "count-hollow" : "count");
}

void
ent_svg_label_box (EntSvg *svg, const EntSceneLabel *label, EntPoint by)
{
  double radius = ent_label_radius (label);
  EntRect box = moved (label->box, by);

  ent_svg_rect (svg, "rim", ent_rect_grow (box, RIM), radius + RIM);
  ent_svg_rect (svg, "box", ent_rect_grow (box, -0.5), radius - 0.5);
  if (label->badge.width > 0)
    label_badge (svg, label, by);
}

static void
label_content (EntSvg *svg, const EntSceneLabel *label)
{
  if (!ent_svg_use_label_box (svg, label))
    ent_svg_label_box (svg, label, ent_point (0, 0));
  for (guint i = 0; i < label->n_lines; i++)
    ent_svg_text (svg, &label->lines[i], NULL);
}

char *
ent_svg_label_tone (EntSvg *svg, const EntSceneLabel *label, EntEmphasis emphasis)
{
  const EntSceneEdge *edge = &ent_scene_edges (svg->scene, NULL)[label->edge];

  return ent_svg_tone (label->bundle ? "bundle" : ent_stance_name (edge->stance), emphasis);
}

/* With the @tone again: LibreOffice looks for it in the parent of what hangs on it alone. */
static void
open_link (EntSvg *svg, const char *link, const char *tone)
{
  if (link == NULL)
    return;
  g_string_append (svg->out, "<a");
  ent_svg_attribute (svg->out, "class", tone);
  ent_svg_attribute (svg->out, "xlink:href", link);
  g_string_append (svg->out, " target=\"_blank\">\n");
}

void
ent_svg_late_label (EntSvg *svg, const EntSceneLabel *label, const char *tone)
{
  const EntSceneEdge *edge = &ent_scene_edges (svg->scene, NULL)[label->edge];
  const char *link = edge->n_relations <= 1 ? ent_proof_link (svg->index, edge->relation) : NULL;

  /* The page finds by data-of what the label belongs to. */
  g_string_append (svg->out, "<g");
  if (!ent_svg_shares_label_box (svg, label))
    ent_svg_attribute (svg->out, "class", tone);
  g_string_append (svg->out, " data-of=\"");
  ent_svg_id (svg->out, edge->n_relations > 1 ? "bundle-" : "relation-", edge->relation->id);
  g_string_append (svg->out, "\">");
  open_link (svg, link, tone);
  label_content (svg, label);
  g_string_append (svg->out, link != NULL ? "</a></g>\n" : "</g>\n");
}

/* The group of one relation; @edge is NULL for one inside a closed bundle, which has title and description alone. */
static void
relation (
    EntSvg *svg, const EntRelation *self, const EntSceneEdge *edge, EntEmphasis emphasis, const EntSceneLabel *label)
{
  g_autofree char *tone = ent_svg_tone (ent_stance_name (ent_relation_stance (self)), emphasis);
  const char *link = edge != NULL ? ent_proof_link (svg->index, self) : NULL;
  g_autofree char *classes = g_strconcat ("relation ", tone, " ", ent_status_name (ent_relation_status (self)),
                                          ent_relation_is_contested (self) ? " contested" : "", NULL);

  open_group (svg, "relation-", self->id, classes);
  ent_svg_describe_relation (svg, self);
  open_link (svg, link, tone);
  if (edge != NULL)
    edge_line (svg, edge, emphasis);
  if (label != NULL)
    label_content (svg, label);
  g_string_append (svg->out, link != NULL ? "</a>\n</g>\n" : "</g>\n");
}

void
ent_svg_edge (EntSvg *svg, const EntSceneEdge *edge, EntEmphasis emphasis, const EntSceneLabel *label)
{
  g_autofree char *tone = NULL, *title = NULL;

  if (edge->n_relations <= 1)
    {
      relation (svg, edge->relation, edge, emphasis, label);
      return;
    }
  tone = ent_svg_tone ("bundle", emphasis);
  title = ent_map_index_describe_pair (svg->index, edge->relation->source, edge->relation->target);
  open_group (svg, "bundle-", edge->relation->id, tone);
  ent_svg_describe (svg, title, "");
  edge_line (svg, edge, emphasis);
  if (label != NULL)
    label_content (svg, label);
  for (guint i = 0; i < edge->n_relations; i++)
    relation (svg, edge->relations[i], NULL, ENT_EMPHASIS_NORMAL, NULL);
  ent_svg_put (svg->out, "</g>\n");
}

/* --- Legend --- */

void
ent_svg_legend (EntSvg *svg, const EntLegend *legend, double x, double y)
{
  g_string_append (svg->out, "<g class=\"legend\" role=\"graphics-object\" transform=\"translate(");
  ent_svg_number (svg->out, x);
  g_string_append_c (svg->out, ' ');
  ent_svg_number (svg->out, y);
  g_string_append (svg->out, ")\">\n");
  ent_svg_describe (svg, "Legend", "");
  ent_svg_rect (svg, "frame", ent_rect_grow (legend->box, -0.5), ENT_LEGEND_RADIUS - 0.5);
  for (guint i = 0; i < legend->n; i++)
    {
      const EntLegendEntry *entry = &legend->entries[i];
      EntSceneEdge edge;

      if (ent_legend_entry_edge (entry, &edge))
        edge_line (svg, &edge, ENT_EMPHASIS_NORMAL);
      else
        {
          EntRect pill = ent_legend_entry_pill (entry);

          ent_svg_rect (svg, "pill", pill, pill.height / 2);
        }
      ent_svg_text (svg, &entry->text, "word");
    }
  ent_svg_put (svg->out, "</g>\n");
}
