/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures are arrangements of the map of this moment, drawn as dots and lines. They come one after another, so that a
 * large map takes one thread and not eight; closing the popover cancels what has not come. */
#include "ent-layout-menu.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-sketch.h"

#define N_COLUMNS 4
#define PICTURE_WIDTH 124
#define PICTURE_HEIGHT 84
#define PICTURE_MARGIN 8
/* Of more there is nothing to see in a small picture. */
#define MOST_TIES 3000

/* In the order of the menu. */
static const struct
{
  EntLayoutAlgorithm algorithm;
  const char *name, *tip;
} entries[] = {
  { ENT_LAYOUT_ORGANIC, N_ ("By Ties"), N_ ("Near each other what is related") },
  { ENT_LAYOUT_LAYERED, N_ ("Hierarchy"), N_ ("Who leads, represents or owns stands above") },
  { ENT_LAYOUT_GROUPS, N_ ("Groups"), N_ ("Each group in a block; without groups, each kind of actor") },
  { ENT_LAYOUT_TIME, N_ ("Timeline"), N_ ("From left to right by when relations start") },
  { ENT_LAYOUT_CIRCLE, N_ ("Circle"), N_ ("All on one circle") },
  { ENT_LAYOUT_RINGS, N_ ("Rings"), N_ ("Around the chosen actor, or the one with most partners") },
  { ENT_LAYOUT_GRID, N_ ("Grid"), N_ ("In rows, the most connected first") },
  { ENT_LAYOUT_SETTLE, N_ ("Make Room"), N_ ("Moves only what covers something") },
};

struct _EntLayoutMenu
{
  GtkPopover parent_instance;

  GtkLabel *heading;
  GtkWidget *buttons[G_N_ELEMENTS (entries)];
  GtkWidget *pictures[G_N_ELEMENTS (entries)];
  EntArrangement *made[G_N_ELEMENTS (entries)]; /* NULL: not yet */

  /* What the pictures are of. */
  EntMapIndex *index; /* nullable */
  char **actors;      /* nullable */
  char *root;         /* nullable */
  EntTheme theme;
  GCancellable *cancellable; /* of the picture on its way; nullable */
};

G_DEFINE_FINAL_TYPE (EntLayoutMenu, ent_layout_menu, GTK_TYPE_POPOVER)

/* --- Pictures --- */

static gboolean
moves (EntLayoutMenu *self, const char *id)
{
  return self->actors == NULL || g_strv_contains ((const char *const *) self->actors, id);
}

static void
draw_picture (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  EntLayoutMenu *self = data;
  const EntArrangement *made = NULL;
  g_autofree EntColour *colours = NULL;
  g_autofree gboolean *faded = NULL;
  EntSketch sketch = { .most_ties = MOST_TIES, .most_scale = 0.25 };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (self->pictures[i] == GTK_WIDGET (area))
      made = self->made[i];
  if (made == NULL || made->n == 0)
    return;
  colours = ent_sketch_colours (self->index, self->theme);
  faded = g_new (gboolean, made->n);
  for (guint i = 0; i < made->n; i++)
    faded[i] = !moves (self, made->ids[i]);
  sketch.n = made->n;
  sketch.places = made->to;
  sketch.boxes = made->boxes;
  sketch.colours = colours;
  sketch.faded = faded;
  sketch.n_ties = made->n_ties;
  sketch.ties = made->ties;
  ent_sketch_draw (&sketch, cr, width, height, PICTURE_MARGIN, self->theme);
}

static void make_next (EntLayoutMenu *self);

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntLayoutMenu) self = data;
  g_autoptr (GError) error = NULL;
  EntArrangement *made = ent_arrange_finish (result, &error);

  if (made == NULL)
    return; /* cancelled: another preview may be on its way already */
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].algorithm == made->algorithm)
      {
        self->made[i] = made;
        gtk_widget_queue_draw (self->pictures[i]);
      }
  g_clear_object (&self->cancellable);
  make_next (self);
}

static void
make_next (EntLayoutMenu *self)
{
  EntArrangeOptions options = { .actors = (const char *const *) self->actors,
                                .n_actors = self->actors != NULL ? g_strv_length (self->actors) : 0,
                                .root = self->root,
                                .quick = TRUE };
  guint i = 0;

  while (i < G_N_ELEMENTS (entries) && (self->made[i] != NULL || !gtk_widget_get_sensitive (self->buttons[i])))
    i++;
  if (i == G_N_ELEMENTS (entries) || self->index == NULL)
    return;
  options.algorithm = entries[i].algorithm;
  self->cancellable = g_cancellable_new ();
  ent_arrange_async (self->index, &options, self->cancellable, on_made, g_object_ref (self));
}

static void
forget (EntLayoutMenu *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_clear_pointer (&self->made[i], ent_arrangement_free);
  g_clear_pointer (&self->index, ent_map_index_unref);
  g_clear_pointer (&self->actors, g_strfreev);
  g_clear_pointer (&self->root, g_free);
}

/* TRUE when some relation says when it starts. */
static gboolean
has_times (EntMapIndex *index)
{
  const EntRecords *relations = ent_map_index_get_snapshot (index)->lists[ENT_LIST_RELATIONS];

  for (guint i = 0; i < ent_records_n (relations); i++)
    if (((const EntRelation *) relations->items[i])->when[0] != '\0')
      return TRUE;
  return FALSE;
}

void
ent_layout_menu_preview (EntLayoutMenu *self,
                         EntMapIndex *index,
                         const char *const *actors,
                         guint n_actors,
                         const char *root,
                         EntTheme theme)
{
  g_autofree char *heading = NULL;
  gboolean timed = has_times (index);

  forget (self);
  self->index = ent_map_index_ref (index);
  if (actors != NULL)
    {
      self->actors = g_new0 (char *, n_actors + 1);
      for (guint i = 0; i < n_actors; i++)
        self->actors[i] = g_strdup (actors[i]);
      heading = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "Arrange %u Chosen Actor", "Arrange %u Chosen Actors", n_actors), n_actors);
    }
  self->root = g_strdup (root);
  self->theme = theme;
  gtk_label_set_text (self->heading, heading != NULL ? heading : _ ("Arrange the Map"));
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      gboolean useful = entries[i].algorithm != ENT_LAYOUT_TIME || timed;

      gtk_widget_set_sensitive (self->buttons[i], useful);
      gtk_widget_set_tooltip_text (self->buttons[i], useful ? _ (entries[i].tip) : _ ("No relation has a date"));
      gtk_widget_queue_draw (self->pictures[i]);
    }
  make_next (self);
}

/* --- The popover --- */

static GtkWidget *
button_new (EntLayoutMenu *self, guint i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *button = gtk_button_new (), *picture = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (picture), PICTURE_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (picture), PICTURE_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (picture), draw_picture, self, NULL);
  gtk_widget_add_css_class (picture, "preview");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ (entries[i].name)));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.arrange");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", ent_arrange_name (entries[i].algorithm));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (entries[i].name),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (entries[i].tip), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_popover_popdown), self);
  self->pictures[i] = picture;
  return button;
}

static void
ent_layout_menu_dispose (GObject *object)
{
  EntLayoutMenu *self = ENT_LAYOUT_MENU (object);

  forget (self);
  G_OBJECT_CLASS (ent_layout_menu_parent_class)->dispose (object);
}

static void
ent_layout_menu_class_init (EntLayoutMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_layout_menu_dispose;
}

static void
ent_layout_menu_init (EntLayoutMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *grid = gtk_grid_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new (), *give_way = NULL;

  self->heading = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 2);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      self->buttons[i] = button_new (self, i);
      gtk_grid_attach (GTK_GRID (grid), self->buttons[i], (int) (i % N_COLUMNS), (int) (i / N_COLUMNS), 1, 1);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  gtk_box_append (GTK_BOX (box), scrolled);
  give_way = gtk_check_button_new_with_label (_ ("Neighbours give way when an actor is dragged"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (give_way), "win.give-way");
  gtk_box_append (GTK_BOX (box), give_way);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "layout-menu");
  g_signal_connect (self, "closed", G_CALLBACK (forget), NULL);
}

GtkWidget *
ent_layout_menu_new (void)
{
  return g_object_new (ENT_TYPE_LAYOUT_MENU, NULL);
}
