/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GSettings ends the program where a schema or key is missing, and a program run from its build folder has none
 * installed. So the schema is looked up beside the executable, then in the system, and each key is asked for before it
 * is used; what has no key lives in memory. */
#include "ent-settings.h"

#include "config.h"

/* From the executable's folder to the compiled schemas of the build. */
#define SCHEMAS_BESIDE "../../data"

struct _EntSettings
{
  GSettings *stored;       /* nullable */
  GSettingsSchema *schema; /* nullable */
  GHashTable *remembered;  /* char * to GVariant */
};

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (program);
      g_autofree char *schemas = g_build_filename (folder, SCHEMAS_BESIDE, NULL);
      g_autoptr (GSettingsSchemaSource) beside
          = g_settings_schema_source_new_from_directory (schemas, installed, TRUE, NULL);

      if (beside != NULL)
        return g_settings_schema_source_lookup (beside, ENT_APP_ID, TRUE);
    }
  return installed != NULL ? g_settings_schema_source_lookup (installed, ENT_APP_ID, TRUE) : NULL;
}

EntSettings *
ent_settings_new (void)
{
  EntSettings *self = g_new0 (EntSettings, 1);

  self->remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);
  self->schema = find_schema ();
  if (self->schema != NULL)
    self->stored = g_settings_new_full (self->schema, NULL, NULL);
  return self;
}

void
ent_settings_free (EntSettings *self)
{
  g_clear_object (&self->stored);
  g_clear_pointer (&self->schema, g_settings_schema_unref);
  g_hash_table_unref (self->remembered);
  g_free (self);
}

static gboolean
is_stored (EntSettings *self, const char *key, const GVariantType *type)
{
  g_autoptr (GSettingsSchemaKey) known = NULL;

  if (self->schema == NULL || !g_settings_schema_has_key (self->schema, key))
    return FALSE;
  known = g_settings_schema_get_key (self->schema, key);
  return g_variant_type_equal (g_settings_schema_key_get_value_type (known), type);
}

/* (transfer full) (nullable) */
static GVariant *
get (EntSettings *self, const char *key, const GVariantType *type)
{
  GVariant *value;

  if (is_stored (self, key, type))
    return g_settings_get_value (self->stored, key);
  value = g_hash_table_lookup (self->remembered, key);
  return value != NULL ? g_variant_ref (value) : NULL;
}

static void
set (EntSettings *self, const char *key, GVariant *value)
{
  g_autoptr (GVariant) sunk = g_variant_ref_sink (value);

  if (is_stored (self, key, g_variant_get_type (sunk)))
    g_settings_set_value (self->stored, key, sunk);
  else
    g_hash_table_insert (self->remembered, g_strdup (key), g_variant_ref (sunk));
}

int
ent_settings_get_int (EntSettings *self, const char *key, int initial)
{
  g_autoptr (GVariant) value = get (self, key, G_VARIANT_TYPE_INT32);

  return value != NULL ? g_variant_get_int32 (value) : initial;
}

void
ent_settings_set_int (EntSettings *self, const char *key, int value)
{
  set (self, key, g_variant_new_int32 (value));
}

gboolean
ent_settings_get_boolean (EntSettings *self, const char *key, gboolean initial)
{
  g_autoptr (GVariant) value = get (self, key, G_VARIANT_TYPE_BOOLEAN);

  return value != NULL ? g_variant_get_boolean (value) : initial;
}

void
ent_settings_set_boolean (EntSettings *self, const char *key, gboolean value)
{
  set (self, key, g_variant_new_boolean (value));
}

double
ent_settings_get_double (EntSettings *self, const char *key, double initial)
{
  g_autoptr (GVariant) value = get (self, key, G_VARIANT_TYPE_DOUBLE);

  return value != NULL ? g_variant_get_double (value) : initial;
}

void
ent_settings_set_double (EntSettings *self, const char *key, double value)
{
  set (self, key, g_variant_new_double (value));
}

char *
ent_settings_dup_string (EntSettings *self, const char *key)
{
  g_autoptr (GVariant) value = get (self, key, G_VARIANT_TYPE_STRING);

  return g_strdup (value != NULL ? g_variant_get_string (value, NULL) : "");
}

void
ent_settings_set_string (EntSettings *self, const char *key, const char *value)
{
  set (self, key, g_variant_new_string (value));
}
