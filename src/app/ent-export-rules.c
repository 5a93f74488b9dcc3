/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The profile is the only state: rows are built from it, and write to it. An actor or source with a rule has a row with its new name;
 * an empty one hides it. */
#include "ent-export-rules.h"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-durable-save.h"
#include "ent-file-load.h"
#include "ent-document-error.h"
#include "ent-panel-parts.h"

#define MOST_WORDS 10000
#define MOST_PROFILE_BYTES (1024 * 1024)

struct _EntExportRules
{
  AdwPreferencesGroup parent_instance;

  EntSnapshot *map;
  EntPublishProfile *profile; /* not owned */
  GtkWidget *notes, *sources, *words;
  GtkDropDown *adder;
  GtkStringList *names; /* first what to do, then by ids */
  GPtrArray *ids;       /* of actors and sources, as in names after the first; borrowed from the map */
  GPtrArray *rows;      /* of rules, owned by the group */
  gboolean filling;
  GtkFileChooserNative *chooser; /* nullable */
};

G_DEFINE_FINAL_TYPE (EntExportRules, ent_export_rules, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed (EntExportRules *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* --- Rows of actors and sources --- */

static const char *
id_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "id");
}

static void
on_named (GtkWidget *row, EntExportRules *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (row));

  g_hash_table_remove (self->profile->renames, id_of (row));
  g_hash_table_remove (self->profile->hidden, id_of (row));
  if (name[0] != '\0')
    g_hash_table_insert (self->profile->renames, g_strdup (id_of (row)), g_strdup (name));
  else
    g_hash_table_add (self->profile->hidden, g_strdup (id_of (row)));
  changed (self);
}

static void
on_removed (GtkWidget *button, EntExportRules *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);

  g_hash_table_remove (self->profile->renames, id_of (row));
  g_hash_table_remove (self->profile->hidden, id_of (row));
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
  changed (self);
}

/* What @id is called; a profile may have names for ids, and things of other kinds. */
static const char *
name_of (EntExportRules *self, const char *id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (self->ids, i), id))
      return gtk_string_list_get_string (self->names, i + 1);
  return id;
}

static void
add_rule (EntExportRules *self, const char *id, const char *new_name)
{
  GtkWidget *row = adw_entry_row_new (), *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const char *title = name_of (self, id);
  /* Translators: %s is the name of an actor or the title of an article */
  g_autofree char *name = g_strdup_printf (_ ("New name of %s; empty hides it"), title);
  /* Translators: %s is the name of an actor or the title of an article */
  g_autofree char *tip = g_strdup_printf (_ ("Show %s as it is"), title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), new_name);
  ent_set_accessible_name (row, name);
  gtk_widget_set_tooltip_text (row, name);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, tip);
  ent_set_accessible_name (remove, tip);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), remove);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (on_removed), self, 0);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_named), self, 0);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
on_added (EntExportRules *self)
{
  guint n = gtk_drop_down_get_selected (self->adder);
  const char *id;

  if (n == 0 || n > self->ids->len || self->filling)
    return;
  id = g_ptr_array_index (self->ids, n - 1);
  gtk_drop_down_set_selected (self->adder, 0);
  if (g_hash_table_contains (self->profile->hidden, id) || g_hash_table_contains (self->profile->renames, id))
    return;
  g_hash_table_add (self->profile->hidden, g_strdup (id));
  add_rule (self, id, "");
  gtk_widget_grab_focus (g_ptr_array_index (self->rows, self->rows->len - 1));
  changed (self);
}

/* --- What the profile says --- */

static void
on_switched (EntExportRules *self)
{
  if (self->filling)
    return;
  self->profile->no_notes = gtk_switch_get_active (GTK_SWITCH (self->notes));
  self->profile->no_sources = gtk_switch_get_active (GTK_SWITCH (self->sources));
  self->profile->quote_words = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->words));
  changed (self);
}

static void
fill (EntExportRules *self)
{
  GHashTableIter iter;
  gpointer id, name;

  self->filling = TRUE;
  gtk_switch_set_active (GTK_SWITCH (self->notes), self->profile->no_notes);
  gtk_switch_set_active (GTK_SWITCH (self->sources), self->profile->no_sources);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->words), self->profile->quote_words);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_hash_table_iter_init (&iter, self->profile->renames);
  while (g_hash_table_iter_next (&iter, &id, &name))
    add_rule (self, id, name);
  g_hash_table_iter_init (&iter, self->profile->hidden);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    add_rule (self, id, "");
  self->filling = FALSE;
}

/* --- Profiles in files --- */

static void
tell (EntExportRules *self, const char *heading, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), heading,
                                              ent_document_error_get_reason (error));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
load (EntExportRules *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ent_file_load (path, MOST_PROFILE_BYTES, NULL, NULL, &error);
  g_autoptr (EntPublishProfile) read = ent_publish_profile_new ();

  if (bytes == NULL || !ent_publish_profile_read (read, bytes, &error))
    {
      tell (self, _ ("This is no profile"), error);
      return;
    }
  self->profile->no_notes = read->no_notes;
  self->profile->no_sources = read->no_sources;
  self->profile->quote_words = read->quote_words;
  g_hash_table_unref (self->profile->renames);
  g_hash_table_unref (self->profile->hidden);
  self->profile->renames = g_hash_table_ref (read->renames);
  self->profile->hidden = g_hash_table_ref (read->hidden);
  fill (self);
  changed (self);
}

static void
save (EntExportRules *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = ent_publish_profile_write (self->profile);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  if (!ent_durable_save (path, bytes, NULL, NULL, NULL, NULL, NULL, &error))
    tell (self, _ ("The profile was not saved"), error);
}

static void
on_chosen (EntExportRules *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  gboolean saves = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (self->chooser)) == GTK_FILE_CHOOSER_ACTION_SAVE;

  g_clear_object (&self->chooser);
  if (file == NULL || g_file_peek_path (file) == NULL)
    return;
  if (saves)
    save (self, g_file_peek_path (file));
  else
    load (self, g_file_peek_path (file));
}

static void
choose (EntExportRules *self, GtkFileChooserAction action, const char *title)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  gtk_file_filter_set_name (filter, _ ("Publish Profiles"));
  gtk_file_filter_add_suffix (filter, "json");
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), "profile.json");
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_load (EntExportRules *self)
{
  choose (self, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Load Profile"));
}

static void
on_save (EntExportRules *self)
{
  choose (self, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save Profile"));
}

/* --- Making --- */

static void
add_button (EntExportRules *self, GtkWidget *box, const char *icon, const char *name, GCallback callback)
{
  GtkWidget *button = ent_icon_button_new (icon, name);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
add_row (EntExportRules *self, const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  ent_set_accessible_name (row, title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return control;
}

static void
list_names (EntExportRules *self)
{
  const EntRecords *actors = self->map->lists[ENT_LIST_ACTORS], *articles = self->map->lists[ENT_LIST_ARTICLES];

  for (guint i = 0; i < ent_records_n (actors); i++)
    {
      const EntActor *actor = (const EntActor *) actors->items[i];

      gtk_string_list_append (self->names, actor->name[0] != '\0' ? actor->name : actor->id);
      g_ptr_array_add (self->ids, (gpointer) actor->id);
    }
  for (guint i = 0; i < ent_records_n (articles); i++)
    {
      const EntArticle *article = (const EntArticle *) articles->items[i];

      gtk_string_list_append (self->names, article->title[0] != '\0' ? article->title : article->id);
      g_ptr_array_add (self->ids, (gpointer) article->id);
    }
}

static void
set_up_name (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_list_item_set_child (item, label);
}

static void
bind_name (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), name);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), name);
}

static void
make_adder (EntExportRules *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  list_names (self);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_name), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name), NULL);
  self->adder = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->names)),
                                                  gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  gtk_drop_down_set_factory (self->adder, factory);
  gtk_drop_down_set_enable_search (self->adder, TRUE);
  g_object_unref (factory);
  add_row (self, _ ("Hide or Rename"), _ ("With its new name empty it is hidden"), GTK_WIDGET (self->adder));
  ent_name_menu_button (GTK_WIDGET (self->adder), _ ("Choose an Actor or Source"));
  g_signal_connect_swapped (self->adder, "notify::selected", G_CALLBACK (on_added), self);
}

static void
ent_export_rules_dispose (GObject *object)
{
  EntExportRules *self = ENT_EXPORT_RULES (object);

  self->filling = TRUE;
  g_clear_object (&self->chooser);
  g_clear_object (&self->names);
  g_clear_pointer (&self->map, ent_snapshot_unref);
  G_OBJECT_CLASS (ent_export_rules_parent_class)->dispose (object);
}

static void
ent_export_rules_finalize (GObject *object)
{
  EntExportRules *self = ENT_EXPORT_RULES (object);

  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (ent_export_rules_parent_class)->finalize (object);
}

static void
ent_export_rules_class_init (EntExportRulesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_export_rules_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_export_rules_finalize;
  signals[CHANGED] = g_signal_new ("changed", ENT_TYPE_EXPORT_RULES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_export_rules_init (EntExportRules *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->names = gtk_string_list_new ((const char *[]) { _ ("Choose…"), NULL });
  self->ids = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Redaction"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _ ("Left out everywhere: in words, quotations, sources and the map inside. The finished file is "
                                            "searched for it."));
  add_button (self, buttons, "document-open-symbolic", _ ("Load Profile"), G_CALLBACK (on_load));
  add_button (self, buttons, "document-save-symbolic", _ ("Save Profile"), G_CALLBACK (on_save));
  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), buttons);
  self->notes = add_row (self, _ ("No Notes"), NULL, gtk_switch_new ());
  self->sources = add_row (self, _ ("No Sources"), NULL, gtk_switch_new ());
  self->words = add_row (self, _ ("Words of a Quotation"), _ ("At most; 0 is all"), gtk_spin_button_new_with_range (0, MOST_WORDS, 1));
}

GtkWidget *
ent_export_rules_new (EntSnapshot *map, EntPublishProfile *profile)
{
  EntExportRules *self = g_object_new (ENT_TYPE_EXPORT_RULES, NULL);

  self->map = ent_snapshot_ref (map);
  self->profile = profile;
  make_adder (self);
  fill (self);
  g_signal_connect_swapped (self->notes, "notify::active", G_CALLBACK (on_switched), self);
  g_signal_connect_swapped (self->sources, "notify::active", G_CALLBACK (on_switched), self);
  g_signal_connect_swapped (self->words, "value-changed", G_CALLBACK (on_switched), self);
  return GTK_WIDGET (self);
}
