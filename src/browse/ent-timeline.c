/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bars count what all but time lets through, so that moving the range does not change them.
 *
 * Playing: a range that is everything begins with the first stretch and grows to the end; a shorter one moves on as it is. It stops at
 * the end, when it is paused, when the range is moved by hand, and when the timeline is put away. Where the desktop wants no
 * animations nothing moves by itself: each press of the button is one step.
 *
 * Invariant: while `syncing`, what the controls tell is not a wish of the user. */
#include "ent-timeline.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-browse-style.h"
#include "ent-browse-words.h"
#include "ent-stretches.h"
#include "ent-time-strip.h"

#define STEP_MS 900

struct _EntTimeline
{
  GtkWidget parent_instance;

  EntFilterState *state;
  gulong handler;
  EntStretches *stretches; /* nullable: no date is known */
  EntFacts *facts;         /* that they are of; nullable */
  gboolean syncing;
  guint play_source;
  GtkWidget *box, *play, *strip, *options, *range, *certainly, *undated, *none;
};

G_DEFINE_FINAL_TYPE (EntTimeline, ent_timeline, GTK_TYPE_WIDGET)

/* --- Playing --- */

static void
show_play (EntTimeline *self)
{
  gboolean playing = self->play_source != 0;
  const char *name = playing ? _ ("Pause") : _ ("Play through time");

  gtk_button_set_icon_name (GTK_BUTTON (self->play), playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
stop (EntTimeline *self)
{
  g_clear_handle_id (&self->play_source, g_source_remove);
  show_play (self);
}

/* The range as the filter's days. */
static void
set_days (EntTimeline *self, guint first, guint last)
{
  EntFilter *filter = ent_filter_state_get (self->state);
  EntDays days;
  gboolean some = ent_stretches_days (self->stretches, first, last, &days);

  ent_filter_state_take (self->state, ent_filter_with_days (filter, some ? &days : NULL));
}

/* One step; FALSE at the end. */
static gboolean
step (EntTimeline *self)
{
  guint first, last, n = ent_time_strip_get_n (ENT_TIME_STRIP (self->strip));

  if (self->stretches == NULL || n < 2)
    return FALSE;
  ent_time_strip_get_range (ENT_TIME_STRIP (self->strip), &first, &last);
  if (first == 0 && last + 1 == n)
    set_days (self, 0, 0);
  else if (last + 1 >= n)
    return FALSE;
  else
    /* From the beginning it grows, else it moves on. */
    set_days (self, first == 0 ? 0 : first + 1, last + 1);
  return last + 2 < n || (first == 0 && last + 1 == n);
}

static gboolean
play_on (gpointer data)
{
  EntTimeline *self = data;

  if (step (self))
    return G_SOURCE_CONTINUE;
  self->play_source = 0;
  show_play (self);
  return G_SOURCE_REMOVE;
}

gboolean
ent_timeline_get_playing (EntTimeline *self)
{
  g_return_val_if_fail (ENT_IS_TIMELINE (self), FALSE);

  return self->play_source != 0;
}

void
ent_timeline_set_playing (EntTimeline *self, gboolean playing)
{
  gboolean animations = TRUE;
  guint first, last;

  g_return_if_fail (ENT_IS_TIMELINE (self));

  if (!playing || self->play_source != 0 || self->stretches == NULL)
    {
      if (!playing)
        stop (self);
      return;
    }
  ent_time_strip_get_range (ENT_TIME_STRIP (self->strip), &first, &last);
  /* At the end it begins anew, as long as it was. */
  if (last + 1 == self->stretches->n && first > 0)
    set_days (self, 0, last - first);
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations, NULL);
  if (step (self) && animations)
    self->play_source = g_timeout_add (STEP_MS, play_on, self);
  show_play (self);
}

static void
on_play (EntTimeline *self)
{
  ent_timeline_set_playing (self, self->play_source == 0);
}

/* --- Wishes --- */

static void
on_range (EntTimeline *self)
{
  guint first, last;

  if (self->stretches == NULL)
    return;
  stop (self);
  ent_time_strip_get_range (ENT_TIME_STRIP (self->strip), &first, &last);
  set_days (self, first, last);
}

static void
on_certainly (EntTimeline *self)
{
  if (!self->syncing)
    ent_filter_state_take (self->state,
                           ent_filter_with_certainly (ent_filter_state_get (self->state),
                                                      gtk_drop_down_get_selected (GTK_DROP_DOWN (self->certainly)) == 1));
}

static void
on_undated (EntTimeline *self)
{
  if (!self->syncing)
    ent_filter_state_take (self->state, ent_filter_with_undated (ent_filter_state_get (self->state),
                                                                 gtk_check_button_get_active (GTK_CHECK_BUTTON (self->undated))));
}

/* --- What is shown --- */

/* What stretch @i is called on the axis. */
static char *
stretch_name (const EntStretches *stretches, guint i)
{
  const EntDays days = { stretches->bounds[i], stretches->bounds[i + 1] - 1 };
  guint month;
  gint64 year = ent_day_year (days.first, &month, NULL);
  g_autoptr (GDateTime) date = NULL;

  if (stretches->months != 1 || year < 1 || year > 9999)
    return ent_browse_days (&days);
  date = g_date_time_new_utc ((int) year, (int) month, 1, 0, 0, 0);
  /* Translators: a short month and its year, as for g_date_time_format(): "Mar 2017". */
  return g_date_time_format (date, _ ("%b %Y"));
}

static void
renew_stretches (EntTimeline *self, EntFacts *facts)
{
  g_clear_pointer (&self->facts, ent_facts_unref);
  g_clear_pointer (&self->stretches, ent_stretches_free);
  self->facts = facts != NULL ? ent_facts_ref (facts) : NULL;
  if (facts != NULL && facts->n_dated > 0)
    self->stretches = ent_stretches_new (&facts->days);
}

static void
show_bars (EntTimeline *self)
{
  EntFilter *filter = ent_filter_state_get (self->state);
  g_autofree guint *counts
      = ent_shown_histogram (self->facts, filter, self->stretches->bounds, self->stretches->n);
  g_auto (GStrv) names = g_new0 (char *, self->stretches->n + 1);
  EntDays days = { ENT_DAY_MIN, ENT_DAY_MAX };
  guint first, last;

  for (guint i = 0; i < self->stretches->n; i++)
    names[i] = stretch_name (self->stretches, i);
  ent_time_strip_set_bars (ENT_TIME_STRIP (self->strip), (const char *const *) names, counts, self->stretches->n);
  ent_filter_get_days (filter, &days);
  ent_stretches_find (self->stretches, &days, &first, &last);
  ent_time_strip_set_range (ENT_TIME_STRIP (self->strip), first, last);
}

/* "2017–2019 · possibly" in words of the range that is chosen. */
static void
show_options (EntTimeline *self, const EntShown *shown)
{
  EntFilter *filter = ent_filter_state_get (self->state);
  EntDays days = { ENT_DAY_MIN, ENT_DAY_MAX };
  g_autofree char *range = NULL, *undated = NULL;

  ent_filter_get_days (filter, &days);
  range = ent_browse_days (&days);
  /* Translators: relations without a date; %u is how many */
  undated = g_strdup_printf (_ ("Undated (%'u)"), shown != NULL ? shown->undated : 0);
  self->syncing = TRUE;
  gtk_label_set_text (GTK_LABEL (self->range), range);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->certainly), ent_filter_get_certainly (filter) ? 1 : 0);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->undated), undated);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->undated), ent_filter_get_undated (filter));
  self->syncing = FALSE;
}

static void
refresh (EntTimeline *self)
{
  EntFacts *facts;
  EntShown *shown;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || ent_filter_state_get_map (self->state) == NULL)
    return;
  facts = ent_filter_state_ask_facts (self->state);
  shown = ent_filter_state_ask_shown (self->state);
  if (facts != self->facts)
    renew_stretches (self, facts);
  gtk_widget_set_visible (self->none, facts != NULL && self->stretches == NULL);
  gtk_widget_set_visible (self->strip, self->stretches != NULL);
  gtk_widget_set_visible (self->play, self->stretches != NULL);
  gtk_widget_set_visible (self->options, self->stretches != NULL);
  if (self->stretches == NULL)
    {
      stop (self);
      return;
    }
  show_bars (self);
  show_options (self, shown);
}

static void
on_visible (EntTimeline *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    stop (self);
  refresh (self);
}

/* --- The widget --- */

static void
ent_timeline_dispose (GObject *object)
{
  EntTimeline *self = ENT_TIMELINE (object);

  g_clear_handle_id (&self->play_source, g_source_remove);
  if (self->state != NULL)
    g_clear_signal_handler (&self->handler, self->state);
  g_clear_object (&self->state);
  g_clear_pointer (&self->facts, ent_facts_unref);
  g_clear_pointer (&self->stretches, ent_stretches_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_timeline_parent_class)->dispose (object);
}

static void
ent_timeline_class_init (EntTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_timeline_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "enttimeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  ent_browse_load_style ();
}

static void
ent_timeline_init (EntTimeline *self)
{
}

static void
build_options (EntTimeline *self)
{
  const char *const choices[] = { _ ("Possibly"), _ ("Certainly"), NULL };

  self->options = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->range = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->range), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->range), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->range, TRUE);
  gtk_widget_add_css_class (self->range, "heading");
  self->certainly = gtk_drop_down_new_from_strings (choices);
  gtk_widget_set_tooltip_text (self->certainly, _ ("What counts where a date is uncertain or a long time"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->certainly), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Certainty of dates"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->certainly)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Certainty of dates"), -1);
  self->undated = gtk_check_button_new ();
  g_signal_connect_swapped (self->certainly, "notify::selected", G_CALLBACK (on_certainly), self);
  g_signal_connect_swapped (self->undated, "toggled", G_CALLBACK (on_undated), self);
  gtk_box_append (GTK_BOX (self->options), self->range);
  gtk_box_append (GTK_BOX (self->options), self->undated);
  gtk_box_append (GTK_BOX (self->options), self->certainly);
}

GtkWidget *
ent_timeline_new (EntFilterState *state)
{
  EntTimeline *self = g_object_new (ENT_TYPE_TIMELINE, NULL);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->state = g_object_ref (state);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->play = gtk_button_new ();
  gtk_widget_set_valign (self->play, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->play, "circular");
  gtk_widget_add_css_class (self->play, "flat");
  g_signal_connect_swapped (self->play, "clicked", G_CALLBACK (on_play), self);
  self->strip = ent_time_strip_new ();
  gtk_widget_set_hexpand (self->strip, TRUE);
  g_signal_connect_swapped (self->strip, "range-changed", G_CALLBACK (on_range), self);
  self->none = gtk_label_new (_ ("No relation of this map has a date."));
  gtk_label_set_wrap (GTK_LABEL (self->none), TRUE);
  gtk_widget_set_visible (self->none, FALSE);
  build_options (self);
  gtk_box_append (GTK_BOX (row), self->play);
  gtk_box_append (GTK_BOX (row), self->strip);
  gtk_box_append (GTK_BOX (self->box), row);
  gtk_box_append (GTK_BOX (self->box), self->none);
  gtk_box_append (GTK_BOX (self->box), self->options);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Timeline"), -1);
  show_play (self);
  self->handler = g_signal_connect_swapped (state, "changed", G_CALLBACK (refresh), self);
  g_signal_connect (self, "notify::visible", G_CALLBACK (on_visible), NULL);
  return GTK_WIDGET (self);
}
