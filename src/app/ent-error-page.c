/* SPDX-License-Identifier: GPL-3.0-or-later */
/* File names and reasons come from outside: they are set as text, never as markup. */
#include "ent-error-page.h"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ent-document-error.h"

/* A broken file may have thousands of problems; the first ones tell. */
#define MAX_SHOWN 100

struct _EntErrorPage
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *title, *reason, *problems, *copy;
  char *text;
};

G_DEFINE_FINAL_TYPE (EntErrorPage, ent_error_page, GTK_TYPE_WIDGET)

char *
ent_capitalised (const char *text)
{
  char first[8] = "";

  if (text[0] == '\0')
    return g_strdup ("");
  first[g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (text)), first)] = '\0';
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

/* A reason that stands alone is a sentence. */
static char *
sentence (const char *reason)
{
  g_autofree char *begun = ent_capitalised (reason);

  return g_strconcat (begun, g_str_has_suffix (begun, ".") ? "" : ".", NULL);
}

static char *
where (const EntProblem *problem)
{
  g_autoptr (GString) place = g_string_new (NULL);

  if (problem->line > 0)
    /* Translators: a place in a file */
    g_string_append_printf (place, _ ("Line %u, column %u"), problem->line, problem->column);
  if (problem->path[0] != '\0')
    g_string_append_printf (place, "%s%s", place->len > 0 ? " · " : "", problem->path);
  if (place->len == 0)
    g_string_append (place, _ ("The whole file"));
  return g_string_free (g_steal_pointer (&place), FALSE);
}

/* A label that can be selected is a place for the focus, and needs a name. */
static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkWidget *
text_label (const char *text, const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (label, TRUE);
  gtk_label_set_xalign (label, 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  set_text (GTK_WIDGET (label), text);
  return GTK_WIDGET (label);
}

static void
add_problem (GtkBox *list, const EntProblem *problem)
{
  g_autofree char *place = where (problem);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (row, "problem");
  gtk_box_append (GTK_BOX (row), text_label (problem->reason, NULL));
  gtk_box_append (GTK_BOX (row), text_label (place, "place"));
  gtk_box_append (list, row);
}

/* Shows them anew. Returns how many there are, those included that are too many to show. */
static guint
fill (GtkBox *list, GPtrArray *problems, EntSeverity severity)
{
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_box_remove (list, child);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const EntProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity == severity && n++ < MAX_SHOWN)
        add_problem (list, problem);
    }
  if (n > MAX_SHOWN)
    {
      g_autofree char *more = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u more problem", "%u more problems", n - MAX_SHOWN), n - MAX_SHOWN);

      gtk_box_append (list, text_label (more, "dim-label"));
    }
  return n;
}

static GtkWidget *
list_new (void)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (list, "card");
  gtk_widget_add_css_class (list, "problems");
  return list;
}

GtkWidget *
ent_problem_list_new (GPtrArray *problems, EntSeverity severity)
{
  GtkWidget *list = list_new ();

  fill (GTK_BOX (list), problems, severity);
  return list;
}

void
ent_error_page_set (EntErrorPage *self, GFile *file, const GError *error, GPtrArray *problems)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *parse_name = g_file_get_parse_name (file);
  /* Translators: %s is a file name */
  g_autofree char *title = g_strdup_printf (_ ("Cannot open “%s”"), name);
  g_autofree char *reason = sentence (ent_document_error_get_reason (error));
  g_autoptr (GString) text = g_string_new (error->message);
  guint shown;

  g_return_if_fail (ENT_IS_ERROR_PAGE (self));
  shown = fill (GTK_BOX (self->problems), problems, ENT_SEVERITY_ERROR);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const EntProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *line = NULL;

      if (problem->severity != ENT_SEVERITY_ERROR)
        continue;
      line = ent_problem_to_line (problem, parse_name);
      g_string_append_printf (text, "\n%s", line);
    }
  set_text (self->title, title);
  set_text (self->reason, shown > 0 ? _ ("The file is not a map that this program can read. It has not been changed.")
                                    : reason);
  gtk_widget_set_visible (self->problems, shown > 0);
  g_free (self->text);
  self->text = g_strdup (text->str);
}

const char *
ent_error_page_get_text (EntErrorPage *self)
{
  return self->text;
}

static void
ent_error_page_dispose (GObject *object)
{
  g_clear_pointer (&ENT_ERROR_PAGE (object)->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_error_page_parent_class)->dispose (object);
}

static void
ent_error_page_finalize (GObject *object)
{
  g_free (ENT_ERROR_PAGE (object)->text);
  G_OBJECT_CLASS (ent_error_page_parent_class)->finalize (object);
}

static void
ent_error_page_class_init (EntErrorPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_error_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_error_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "errorpage");
}

static GtkWidget *
button (const char *label, const char *action)
{
  GtkWidget *widget = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), action);
  gtk_widget_add_css_class (widget, "pill");
  return widget;
}

static void
ent_error_page_init (EntErrorPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");
  GtkWidget *open = button (_ ("_Open Another…"), "win.open");

  self->text = g_strdup ("");
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 96);
  gtk_widget_add_css_class (icon, "dim-label");
  self->title = text_label ("", "title-1");
  self->reason = text_label ("", NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.5);
  gtk_label_set_justify (GTK_LABEL (self->title), GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (GTK_LABEL (self->reason), 0.5);
  gtk_label_set_justify (GTK_LABEL (self->reason), GTK_JUSTIFY_CENTER);
  self->problems = list_new ();
  gtk_widget_add_css_class (open, "suggested-action");
  gtk_box_append (GTK_BOX (buttons), open);
  gtk_box_append (GTK_BOX (buttons), button (_ ("_Try Again"), "win.retry"));
  gtk_box_append (GTK_BOX (buttons), button (_ ("_Copy Report"), "win.copy-problems"));
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->reason);
  /* Above the problems, which may be many. */
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), self->problems);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "window-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
ent_error_page_new (void)
{
  return g_object_new (ENT_TYPE_ERROR_PAGE, NULL);
}
