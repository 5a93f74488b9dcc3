/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice is the only state: each row shows one field of it and writes it, then what does not go with it is hidden and the preview
 * made anew. */
#include "ent-export-dialog.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-export-pane.h"
#include "ent-export-rules.h"
#include "ent-panel-parts.h"

#define WIDTH 1060
#define HEIGHT 700
#define OPTIONS_WIDTH 380
#define LEAST_DPI 36
#define MOST_DPI 2400

/* In the order of the list. */
static const struct
{
  EntExportKind kind;
  gboolean report;
  const char *name;
} forms[] = {
  { ENT_EXPORT_SVG, FALSE, N_ ("SVG picture") },      { ENT_EXPORT_PNG, FALSE, N_ ("PNG picture") },
  { ENT_EXPORT_PDF, FALSE, N_ ("PDF") },              { ENT_EXPORT_HTML, FALSE, N_ ("Web page") },
  { ENT_EXPORT_HTML, TRUE, N_ ("Report (HTML)") },    { ENT_EXPORT_MARKDOWN, FALSE, N_ ("Report (Markdown)") },
  { ENT_EXPORT_CSV, FALSE, N_ ("Table (CSV)") },      { ENT_EXPORT_DOT, FALSE, N_ ("Graphviz (DOT)") },
  { ENT_EXPORT_MAP, FALSE, N_ ("Entente map") },
};

static const double scales[] = { 1, 2, 4, 0 };

/* A part of the map that can be exported. */
typedef struct
{
  EntExportWhat what;
  const char *step; /* "" for none */
} Part;

struct _EntExportDialog
{
  AdwWindow parent_instance;

  EntSnapshot *map;
  EntExportChoice *choice;
  GArray *parts; /* of Part */
  EntExportPane *pane;
  GtkWidget *form, *part, *look, *transparent, *legend, *source_line;
  GtkWidget *scale, *dpi, *largest, *paper, *tiles, *letters, *proof, *rules;
  GtkWidget *button;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (EntExportDialog, ent_export_dialog, ADW_TYPE_WINDOW)

enum
{
  EXPORT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- What goes with what --- */

static void
update (EntExportDialog *self)
{
  EntExportKind kind = self->choice->kind;
  gboolean drawn = kind >= ENT_EXPORT_SVG && kind <= ENT_EXPORT_HTML && !self->choice->report;
  gboolean is_pdf = kind == ENT_EXPORT_PDF, is_png = kind == ENT_EXPORT_PNG, is_svg = kind == ENT_EXPORT_SVG;

  gtk_widget_set_visible (self->look, drawn);
  gtk_widget_set_visible (self->transparent, is_svg || is_png);
  gtk_widget_set_visible (self->legend, drawn);
  gtk_widget_set_visible (self->source_line, drawn);
  gtk_widget_set_visible (self->scale, is_png);
  gtk_widget_set_visible (self->dpi, is_png);
  gtk_widget_set_visible (self->paper, is_pdf);
  gtk_widget_set_visible (self->tiles, is_pdf && self->choice->paper != ENT_EXPORT_PAPER_NONE);
  gtk_widget_set_visible (self->letters, is_pdf || is_svg);
  gtk_widget_set_visible (self->rules, self->choice->proof != ENT_EXPORT_PROOF_WHOLE);
}

static void
changed (EntExportDialog *self)
{
  if (self->filling)
    return;
  update (self);
  ent_export_pane_show (self->pane, self->choice);
}

static void
on_pane (EntExportDialog *self)
{
  if (self->pane == NULL)
    return;
  gtk_widget_set_sensitive (self->button, ent_export_pane_is_good (self->pane));
  gtk_widget_set_visible (self->largest, ent_export_pane_is_too_large (self->pane));
}

/* --- Rows --- */

static void
add_row (GtkWidget *group, GtkWidget *row, const char *title, const char *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  ent_set_accessible_name (row, title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

/* A list of @words, one of which @chosen is; @callback where it is another. */
static GtkWidget *
combo_row (EntExportDialog *self, GtkWidget *group, const char *title, const char *const *words, guint chosen, GCallback callback)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen);
  add_row (group, row, title, NULL);
  g_signal_connect_swapped (row, "notify::selected", callback, self);
  return row;
}

static guint
chosen_of (GtkWidget *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (row));
}

static void
on_flag (GtkSwitch *toggle, GParamSpec *spec, EntExportDialog *self)
{
  gboolean *flag = g_object_get_data (G_OBJECT (toggle), "flag");

  *flag = gtk_switch_get_active (toggle);
  changed (self);
}

static GtkWidget *
control_row (GtkWidget *group, const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  add_row (group, row, title, subtitle);
  return row;
}

static GtkWidget *
switch_row (EntExportDialog *self, GtkWidget *group, const char *title, const char *subtitle, gboolean *flag)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (toggle), *flag);
  g_object_set_data (G_OBJECT (toggle), "flag", flag);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_flag), self, 0);
  return control_row (group, title, subtitle, toggle);
}

static void
on_text (GtkEditable *row, EntExportDialog *self)
{
  char **text = g_object_get_data (G_OBJECT (row), "text");

  g_free (*text);
  *text = g_strdup (gtk_editable_get_text (row));
  changed (self);
}

static GtkWidget *
entry_row (EntExportDialog *self, GtkWidget *group, const char *title, char **text)
{
  GtkWidget *row = adw_entry_row_new ();

  gtk_editable_set_text (GTK_EDITABLE (row), *text);
  add_row (group, row, title, NULL);
  g_object_set_data (G_OBJECT (row), "text", text);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_text), self, 0);
  return row;
}

/* --- What is chosen --- */

static void
on_form (EntExportDialog *self)
{
  guint n = chosen_of (self->form);

  if (n >= G_N_ELEMENTS (forms))
    return;
  self->choice->kind = forms[n].kind;
  self->choice->report = forms[n].report;
  changed (self);
}

static void
on_part (EntExportDialog *self)
{
  guint n = chosen_of (self->part);
  const Part *part;

  if (n >= self->parts->len)
    return;
  part = &g_array_index (self->parts, Part, n);
  self->choice->what = part->what;
  g_free (self->choice->step);
  self->choice->step = g_strdup (part->step);
  changed (self);
}

static void
on_look (EntExportDialog *self)
{
  self->choice->look = (EntExportLook) MIN (chosen_of (self->look), ENT_EXPORT_PRINT);
  changed (self);
}

static void
on_scale (EntExportDialog *self)
{
  self->choice->scale = scales[MIN (chosen_of (self->scale), G_N_ELEMENTS (scales) - 1)];
  changed (self);
}

static void
on_dpi (EntExportDialog *self, GtkSpinButton *spin)
{
  self->choice->dpi = gtk_spin_button_get_value (spin);
  changed (self);
}

static void
on_paper (EntExportDialog *self)
{
  self->choice->paper = (EntExportPaper) MIN (chosen_of (self->paper), ENT_EXPORT_LETTER);
  changed (self);
}

static void
on_letters (EntExportDialog *self)
{
  self->choice->letters = (EntExportLetters) MIN (chosen_of (self->letters), ENT_EXPORT_EMBEDDED);
  changed (self);
}

static void
on_proof (EntExportDialog *self)
{
  self->choice->proof = (EntExportProof) MIN (chosen_of (self->proof), ENT_EXPORT_PROOF_NONE);
  changed (self);
}

static void
on_largest (EntExportDialog *self)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->scale), G_N_ELEMENTS (scales) - 1);
}

static void
on_export (EntExportDialog *self)
{
  if (ent_export_pane_is_good (self->pane))
    g_signal_emit (self, signals[EXPORT], 0);
}

/* --- Making --- */

static void
add_part (EntExportDialog *self, GStrvBuilder *words, const char *word, EntExportWhat what, const char *step, guint *chosen)
{
  Part part = { what, step };

  if (what == self->choice->what && (what != ENT_EXPORT_STEP || g_str_equal (step, self->choice->step)))
    *chosen = self->parts->len;
  g_strv_builder_add (words, word);
  g_array_append_val (self->parts, part);
}

static GtkWidget *
part_row (EntExportDialog *self, GtkWidget *group)
{
  const EntRecords *steps = self->map->lists[ENT_LIST_STORY];
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  guint chosen = 0;

  add_part (self, words, _ ("Whole map"), ENT_EXPORT_WHOLE, "", &chosen);
  if (self->choice->shown != NULL && self->choice->shown[0] != NULL)
    add_part (self, words, _ ("What the screen shows"), ENT_EXPORT_SCREEN, "", &chosen);
  if (self->choice->chosen != NULL && self->choice->chosen[0] != NULL)
    add_part (self, words, _ ("What is chosen"), ENT_EXPORT_CHOSEN, "", &chosen);
  for (guint i = 0; i < ent_records_n (steps); i++)
    {
      const EntStep *step = (const EntStep *) steps->items[i];
      /* Translators: a step of the story, with its number and title */
      g_autofree char *word = g_strdup_printf (_ ("Step %u: %s"), i + 1, step->title);

      add_part (self, words, word, ENT_EXPORT_STEP, ent_record_id (steps->items[i]), &chosen);
    }
  self->choice->what = g_array_index (self->parts, Part, chosen).what;
  all = g_strv_builder_end (words);
  return combo_row (self, group, _ ("What"), (const char *const *) all, chosen, G_CALLBACK (on_part));
}

static guint
form_of (const EntExportChoice *choice)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i].kind == choice->kind && forms[i].report == choice->report)
      return i;
  return 0;
}

static void
add_pixel_rows (EntExportDialog *self, GtkWidget *group)
{
  const char *words[] = { _ ("1×"), _ ("2×"), _ ("4×"), _ ("Largest possible"), NULL };
  GtkWidget *spin = gtk_spin_button_new_with_range (LEAST_DPI, MOST_DPI, 1);
  guint chosen = 1;

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (scales[i] == self->choice->scale)
      chosen = i;
  self->choice->scale = scales[chosen];
  self->scale = combo_row (self, group, _ ("Scale"), words, chosen, G_CALLBACK (on_scale));
  self->largest = gtk_button_new_with_label (_ ("Use the Largest Possible Scale"));
  g_signal_connect_swapped (self->largest, "clicked", G_CALLBACK (on_largest), self);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), self->choice->dpi);
  self->choice->dpi = gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin));
  self->dpi = control_row (group, _ ("Dots per Inch"), _ ("Its size on paper"), spin);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (on_dpi), self);
}

static GtkWidget *
form_group (EntExportDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  const char *names[G_N_ELEMENTS (forms) + 1] = { NULL };
  const char *papers[] = { _ ("As large as the map"), _ ("A4"), _ ("Letter"), NULL };
  const char *letters[] = { _ ("As text"), _ ("As outlines"), _ ("As text, fonts inside"), NULL };
  const char *proofs[] = { _ ("Everything"), _ ("Redacted"), _ ("Redacted, no map inside"), NULL };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    names[i] = _ (forms[i].name);
  self->form = combo_row (self, group, _ ("Format"), names, form_of (self->choice), G_CALLBACK (on_form));
  self->part = part_row (self, group);
  add_pixel_rows (self, group);
  self->paper = combo_row (self, group, _ ("Page"), papers, self->choice->paper, G_CALLBACK (on_paper));
  self->tiles = switch_row (self, group, _ ("Poster"), _ ("As many pages as full size takes"), &self->choice->tiles);
  self->letters = combo_row (self, group, _ ("Letters"), letters, self->choice->letters, G_CALLBACK (on_letters));
  self->proof = combo_row (self, group, _ ("What It Tells"), proofs, self->choice->proof, G_CALLBACK (on_proof));
  return group;
}

static GtkWidget *
look_group (EntExportDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  const char *looks[] = { _ ("Light"), _ ("Dark"), _ ("Print, in greys"), NULL };

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Look"));
  self->look = combo_row (self, group, _ ("Theme"), looks, self->choice->look, G_CALLBACK (on_look));
  self->transparent = switch_row (self, group, _ ("Transparent"), NULL, &self->choice->transparent);
  self->legend = switch_row (self, group, _ ("Legend"), NULL, &self->choice->legend);
  entry_row (self, group, _ ("Title, if another"), &self->choice->title);
  self->source_line = entry_row (self, group, _ ("Source Line Below"), &self->choice->source_line);
  return group;
}

static GtkWidget *
make_options (EntExportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18), *scroller = gtk_scrolled_window_new ();

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), form_group (self));
  gtk_box_append (GTK_BOX (box), look_group (self));
  self->rules = ent_export_rules_new (self->map, self->choice->profile);
  g_signal_connect_object (self->rules, "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->rules);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_size_request (scroller, OPTIONS_WIDTH, -1);
  gtk_widget_set_hexpand (scroller, FALSE); /* whatever its rows wish: the room is the picture's */
  return scroller;
}

static GtkWidget *
make_preview (EntExportDialog *self, const char *stem)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->pane = ENT_EXPORT_PANE (ent_export_pane_new (self->map, stem));
  g_signal_connect_object (self->pane, "changed", G_CALLBACK (on_pane), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (GTK_WIDGET (self->pane), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->pane), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pane));
  gtk_widget_set_halign (self->largest, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_bottom (self->largest, 12);
  gtk_widget_set_visible (self->largest, FALSE);
  gtk_box_append (GTK_BOX (box), self->largest);
  return box;
}

static GtkWidget *
make_header (EntExportDialog *self)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->button = gtk_button_new_with_mnemonic (_ ("_Export…"));
  gtk_widget_add_css_class (self->button, "suggested-action");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_export), self);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->button);
  return header;
}

static void
ent_export_dialog_dispose (GObject *object)
{
  EntExportDialog *self = ENT_EXPORT_DIALOG (object);

  self->filling = TRUE;
  /* Work that is under way keeps the pane alive beyond the dialog. */
  if (self->pane != NULL)
    ent_export_pane_stop (self->pane);
  self->pane = NULL;
  g_clear_pointer (&self->map, ent_snapshot_unref);
  G_OBJECT_CLASS (ent_export_dialog_parent_class)->dispose (object);
}

/* After dispose, with which the rows went that write to the choice. */
static void
ent_export_dialog_finalize (GObject *object)
{
  EntExportDialog *self = ENT_EXPORT_DIALOG (object);

  g_clear_pointer (&self->choice, ent_export_choice_free);
  g_clear_pointer (&self->parts, g_array_unref);
  G_OBJECT_CLASS (ent_export_dialog_parent_class)->finalize (object);
}

static void
ent_export_dialog_class_init (EntExportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_export_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
  signals[EXPORT] = g_signal_new ("export", ENT_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_export_dialog_init (EntExportDialog *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  gtk_window_set_title (GTK_WINDOW (self), _ ("Export"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
}

GtkWidget *
ent_export_dialog_new (GtkWindow *parent, EntSnapshot *map, const char *stem, EntExportChoice *choice)
{
  EntExportDialog *self = g_object_new (ENT_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *options;

  self->map = ent_snapshot_ref (map);
  self->choice = choice;
  self->filling = TRUE;
  options = make_options (self);
  gtk_box_append (GTK_BOX (body), make_preview (self, stem));
  gtk_box_append (GTK_BOX (body), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (body), options);
  gtk_widget_set_vexpand (body, TRUE);
  gtk_box_append (GTK_BOX (all), make_header (self));
  gtk_box_append (GTK_BOX (all), body);
  adw_window_set_content (ADW_WINDOW (self), all);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->button);
  self->filling = FALSE;
  changed (self);
  return GTK_WIDGET (self);
}

const EntExportChoice *
ent_export_dialog_get_choice (EntExportDialog *self)
{
  return self->choice;
}
