/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libFuzzer on the gate in front of json-glib. Whatever the bytes: refused with a place, or let through, and then json-glib reads them too,
 * and every member and item that the gate names is a value of its own. */
#include <json-glib/json-glib.h>

#include "ent-json-gate.h"
#include "ent-types.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_value (const EntJsonGate *gate, EntJsonRange range)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  /* In a list: a value alone may be of any kind there. */
  g_autofree char *list = g_strdup_printf ("[%.*s]", (int) (range.to - range.from), gate->text + range.from);

  g_assert_cmpuint (range.from, <, range.to);
  g_assert_cmpuint (range.to, <=, gate->length);
  json_parser_load_from_data (parser, list, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (json_parser_get_root (parser))), ==, 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  EntProblem *problem = NULL;
  g_autoptr (EntJsonGate) gate = ent_json_gate_new (bytes, &ent_head_type, NULL, &problem);

  if (gate == NULL)
    {
      g_assert_nonnull (problem);
      ent_problem_free (problem);
      return 0;
    }
  g_assert_null (problem);
  check_value (gate, (EntJsonRange) { 0, (guint32) gate->length });
  for (guint i = 0; gate->members != NULL && i < gate->members->len; i++)
    {
      const EntJsonMember *member = &g_array_index (gate->members, EntJsonMember, i);

      g_assert_true (g_utf8_validate (member->name, -1, NULL));
      g_assert_true (ent_json_gate_member (gate, member->name) == member);
      check_value (gate, member->value);
      for (guint k = 0; member->items != NULL && k < member->items->len; k++)
        check_value (gate, g_array_index (member->items, EntJsonRange, k));
    }
  return 0;
}
