/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile as JSON: strict, since a member that is passed over would be a secret told. */
#include "ent-publish.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "ent-json-gate.h"
#include "ent-json-text.h"

EntPublishProfile *
ent_publish_profile_new (void)
{
  EntPublishProfile *self = g_new0 (EntPublishProfile, 1);

  self->renames = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
ent_publish_profile_free (EntPublishProfile *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->renames);
  g_hash_table_unref (self->hidden);
  g_free (self);
}

gboolean
ent_publish_profile_redacts (const EntPublishProfile *self)
{
  return self->no_notes || self->no_sources || self->quote_words > 0 || g_hash_table_size (self->renames) > 0
         || g_hash_table_size (self->hidden) > 0;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
read_renames (EntPublishProfile *self, JsonNode *node)
{
  JsonObjectIter iter;
  const char *id;
  JsonNode *name;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &id, &name))
    {
      if (!holds (name, G_TYPE_STRING) || json_node_get_string (name)[0] == '\0')
        return FALSE;
      g_hash_table_insert (self->renames, g_strdup (id), g_strdup (json_node_get_string (name)));
    }
  return TRUE;
}

static gboolean
read_hidden (EntPublishProfile *self, JsonNode *node)
{
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *id = json_array_get_element (list, i);

      if (!holds (id, G_TYPE_STRING))
        return FALSE;
      g_hash_table_add (self->hidden, g_strdup (json_node_get_string (id)));
    }
  return list != NULL;
}

/* What @name should be, where @node is not that; NULL where it was read. */
static const char *
read_member (EntPublishProfile *self, const char *name, JsonNode *node)
{
  struct
  {
    const char *name;
    gboolean *flag;
  } flags[] = { { "no-notes", &self->no_notes }, { "no-sources", &self->no_sources }, { "no-map", &self->no_map } };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (g_str_equal (name, flags[i].name))
      {
        if (!holds (node, G_TYPE_BOOLEAN))
          return "true or false";
        *flags[i].flag = json_node_get_boolean (node);
        return NULL;
      }
  if (g_str_equal (name, "quote-words"))
    {
      gint64 words = holds (node, G_TYPE_INT64) ? json_node_get_int (node) : 0;

      self->quote_words = (guint) CLAMP (words, 0, G_MAXINT);
      return words > 0 ? NULL : "a whole number from 1";
    }
  if (g_str_equal (name, "rename"))
    return read_renames (self, node) ? NULL : "an object of ids and new names";
  if (g_str_equal (name, "hide"))
    return read_hidden (self, node) ? NULL : "a list of ids";
  return "no-notes, no-sources, no-map, quote-words, rename or hide: there is no other member";
}

gboolean
ent_publish_profile_read (EntPublishProfile *self, GBytes *bytes, GError **error)
{
  g_autoptr (EntProblem) problem = NULL;
  g_autoptr (EntJsonGate) gate = ent_json_gate_new (bytes, &ent_head_type, NULL, &problem);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (gate == NULL)
    {
      ent_problem_to_error (problem, error);
      return FALSE;
    }
  if (!json_parser_load_from_data (parser, gate->text, (gssize) gate->length, error))
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT, "a profile is one object");
      return FALSE;
    }
  json_object_iter_init (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next (&iter, &name, &node))
    {
      const char *wanted = read_member (self, name, node);

      if (wanted == NULL)
        continue;
      g_set_error (error, ENT_ERROR, ENT_ERROR_FORMAT, "%s: must be %s", name, wanted);
      return FALSE;
    }
  return TRUE;
}

static GList *
sorted_keys (GHashTable *table)
{
  return g_list_sort (g_hash_table_get_keys (table), (GCompareFunc) strcmp);
}

static void
append_name (GString *out, const char *name)
{
  if (out->str[out->len - 1] != '{' && out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
  ent_json_append_string (out, name, strlen (name));
}

char *
ent_publish_profile_write (const EntPublishProfile *self)
{
  g_autoptr (GString) compact = g_string_new ("{");
  g_autoptr (GList) renamed = sorted_keys (self->renames);
  g_autoptr (GList) hidden = sorted_keys (self->hidden);
  GString *out = g_string_new (NULL);

  g_string_append_printf (compact, "\"no-notes\":%s,\"no-sources\":%s,\"no-map\":%s", self->no_notes ? "true" : "false",
                          self->no_sources ? "true" : "false", self->no_map ? "true" : "false");
  if (self->quote_words > 0)
    g_string_append_printf (compact, ",\"quote-words\":%u", self->quote_words);
  g_string_append (compact, ",\"rename\":{");
  for (GList *l = renamed; l != NULL; l = l->next)
    {
      const char *name = g_hash_table_lookup (self->renames, l->data);

      append_name (compact, l->data);
      g_string_append_c (compact, ':');
      ent_json_append_string (compact, name, strlen (name));
    }
  g_string_append (compact, "},\"hide\":[");
  for (GList *l = hidden; l != NULL; l = l->next)
    append_name (compact, l->data);
  g_string_append (compact, "]}");
  ent_json_append_laid_out (out, compact->str, compact->len);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
