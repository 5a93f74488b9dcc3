/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One JSON object on standard output, in the canonical layout of map files. */
#include "ent-command-private.h"

#include <string.h>

#include "ent-json-text.h"

void
ent_command_add_json (GString *out, const char *name, const char *value)
{
  if (out->len > 0 && strchr ("{[:", out->str[out->len - 1]) == NULL)
    g_string_append_c (out, ',');
  if (name != NULL)
    {
      ent_json_append_string (out, name, strlen (name));
      g_string_append_c (out, ':');
    }
  if (value != NULL)
    ent_json_append_string (out, value, strlen (value));
}

void
ent_command_add_json_number (GString *out, const char *name, double value)
{
  ent_command_add_json (out, name, NULL);
  ent_json_append_number (out, value);
}

void
ent_command_print_json (const GString *compact)
{
  g_autoptr (GString) text = g_string_new (NULL);

  ent_json_append_laid_out (text, compact->str, compact->len);
  ent_command_print_exact (text->str);
  ent_command_print_exact ("\n");
}

void
ent_command_print_failure_json (const char *file, const char *reason)
{
  g_autoptr (GString) out = g_string_new ("{");

  ent_command_add_json (out, "file", file);
  ent_command_add_json (out, "error", reason);
  g_string_append_c (out, '}');
  ent_command_print_json (out);
}
