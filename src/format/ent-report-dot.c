/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings of the DOT language: quotes and backslashes are escaped, and since Graphviz resolves references of HTML in labels, ampersands
 * too. Places are in points with y upwards. */
#include "ent-report.h"

#include <math.h>

#include "ent-proof-text.h"

static void
append_string (GString *out, const char *text, gboolean label)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || (*p == '\\' && label))
      g_string_append_printf (out, "\\%c", *p);
    else if (*p == '\\') /* in names an escape stands for itself, but for the quote's */
      g_string_append (out, p[1] == '"' || p[1] == '\0' || p[1] == '\n' ? "\\\\" : "\\");
    else if (label && (*p == '\n' || *p == '\r'))
      g_string_append (out, "\\n");
    else if (label && *p == '&')
      g_string_append (out, "&amp;");
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

static void
attribute (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, "%s%s=", out->str[out->len - 1] == '[' ? "" : ", ", name);
  append_string (out, text, TRUE);
}

static void
append_actor (GString *out, EntMapIndex *index, const EntActor *actor)
{
  g_autofree char *sentence = ent_map_index_describe_actor (index, actor->id);
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, "  ");
  append_string (out, actor->id, FALSE);
  g_string_append (out, " [");
  attribute (out, "label", actor->name);
  attribute (out, "tooltip", sentence);
  attribute (out, "class", actor->kind);
  if (actor->colour[0] != '\0')
    attribute (out, "color", actor->colour);
  if (actor->position != NULL && isfinite (actor->position->x) && isfinite (actor->position->y))
    g_string_append_printf (out, ", pos=\"%s,%s\"", g_ascii_formatd (x, sizeof x, "%.12g", actor->position->x * 0.75),
                            g_ascii_formatd (y, sizeof y, "%.12g", 0 - actor->position->y * 0.75));
  g_string_append (out, "];\n");
}

static const char *
arrows (EntDirection direction)
{
  return direction == ENT_DIRECTION_BOTH ? "both" : direction == ENT_DIRECTION_NONE ? "none" : "forward";
}

/* Evidence as the tooltip, its first address as the link. */
static void
append_relation (GString *out, EntMapIndex *index, const EntRelation *relation)
{
  static const char *const colours[] = { [ENT_STANCE_COOPERATIVE] = "#26a269", [ENT_STANCE_CONFLICTUAL] = "#c01c28", [ENT_STANCE_NEUTRAL] = "#5e5c64" };
  EntStance stance = ent_relation_stance (relation);
  g_autoptr (GString) proof = g_string_new (NULL);
  const char *url = ent_proof_link (index, relation);

  ent_proof_append_circumstances (proof, index, relation);
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      const EntExcerpt *excerpt = ent_map_index_excerpt (index, ((const EntEvidence *) relation->evidence->items[i])->excerpt, NULL);

      if (excerpt != NULL)
        g_string_append_printf (proof, "\n“%s”", excerpt->exact);
    }
  g_string_append (out, "  ");
  append_string (out, relation->source, FALSE);
  g_string_append (out, " -> ");
  append_string (out, relation->target, FALSE);
  g_string_append (out, " [");
  attribute (out, "label", relation->label);
  attribute (out, "tooltip", proof->str);
  attribute (out, "color", colours[stance]);
  attribute (out, "style", ent_relation_proof (relation) == ENT_PROOF_NONE ? "dotted" : stance == ENT_STANCE_CONFLICTUAL ? "dashed" : "solid");
  attribute (out, "dir", arrows (ent_relation_direction (relation)));
  if (url != NULL)
    attribute (out, "URL", url);
  g_string_append (out, "];\n");
}

GBytes *
ent_report_dot (EntMapIndex *index)
{
  const EntSnapshot *map = ent_map_index_get_snapshot (index);
  const EntRecords *actors = map->lists[ENT_LIST_ACTORS], *relations = map->lists[ENT_LIST_RELATIONS];
  GString *out = g_string_new ("digraph ");

  append_string (out, map->head->title, FALSE);
  g_string_append (out, " {\n  graph [");
  attribute (out, "charset", "UTF-8");
  attribute (out, "label", map->head->title);
  g_string_append (out, ", labelloc=t];\n  node [shape=box, style=rounded];\n");
  for (guint i = 0; i < ent_records_n (actors); i++)
    append_actor (out, index, (const EntActor *) actors->items[i]);
  for (guint i = 0; i < ent_records_n (relations); i++)
    append_relation (out, index, (const EntRelation *) relations->items[i]);
  g_string_append (out, "}\n");
  return g_string_free_to_bytes (out);
}
