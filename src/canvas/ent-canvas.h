/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map widget: draws the scene of a map, and moves about in it. It shows one map and one selection, and changes the map only through
 * ent-edit.h. Invariant: what is drawn, hit and told to assistive technology is one and the same scene. */
#pragma once

#include <gtk/gtk.h>

#include "ent-edit.h"
#include "ent-history.h"
#include "ent-scene.h"
#include "ent-selection.h"

G_BEGIN_DECLS

#define ENT_TYPE_CANVAS (ent_canvas_get_type ())
G_DECLARE_FINAL_TYPE (EntCanvas, ent_canvas, ENT, CANVAS, GtkWidget)

GtkWidget *ent_canvas_new (void);

/* Shows @map with @selection; NULL for none. Fits the view, or takes the map's own view. @history (nullable) is told when a drag ends, so
 * that two drags are two steps. */
void ent_canvas_set_content (EntCanvas *self, EntMap *map, EntSelection *selection, EntHistory *history);

/* What is drawn now; NULL without a map. For exports of what the screen shows. (transfer none) */
EntScene *ent_canvas_get_scene (EntCanvas *self);
EntSceneEmphasis *ent_canvas_dup_emphasis (EntCanvas *self);
EntTheme ent_canvas_get_theme (EntCanvas *self);
/* Property "theme" (EntTheme as int): until it is set, the desktop's GTK theme decides. */
void ent_canvas_set_theme (EntCanvas *self, EntTheme theme);

/* Shows only the actors and relations of @map that have a 1 in @actors and @relations (by its own order; copied); all others are faded,
 * or with @hide not there at all: neither drawn nor hit nor told. What is chosen is shown all the same. @map NULL: all. */
void ent_canvas_set_shown (EntCanvas *self, EntSnapshot *map, const guint8 *actors, const guint8 *relations, gboolean hide);

/* Makes these relations and actors stand out from all others, NULL-terminated and copied; an actor with its lines and those at their other
 * ends. None or NULL: no longer. */
void ent_canvas_set_path (EntCanvas *self, const char *const *ids);

/* How many of the map's lines the last frame at rest drew, and how many there are: far views of large maps leave some out. A corner of the
 * map tells it. */
void ent_canvas_get_lines_drawn (EntCanvas *self, guint *drawn, guint *all);

/* Shows a picture that fills the widget instead of the map, while it is being arranged; nothing can be hit then. NULL: the
 * map again, once what is drawn is true to it. */
void ent_canvas_set_sketch (EntCanvas *self, GdkTexture *sketch);

/* Puts @button (taken; one at most) into the box of the zoom buttons, at its end. It goes where only one of it and the legend has room. */
void ent_canvas_add_control (EntCanvas *self, GtkWidget *button);

/* Property "zoom": 1.0 is 100 %, 0.01 to 8; the desktop's text scale comes on top, in the scene. */
double ent_canvas_get_zoom (EntCanvas *self);
void ent_canvas_zoom_by (EntCanvas *self, double factor); /* at the middle of the view */
void ent_canvas_zoom_to (EntCanvas *self, double zoom);
void ent_canvas_fit (EntCanvas *self);
/* So many pixels at the end of the line, and at the bottom, lie under something else: what is revealed comes beside it. */
void ent_canvas_set_covered (EntCanvas *self, double end, double bottom);
/* Brings it into view by the least move (centred when it is out of sight or @centre), animated unless animations are off. */
void ent_canvas_reveal (EntCanvas *self, EntTargetKind kind, const char *id, const char *other, gboolean centre);
/* The view, in map units; FALSE while it follows the whole map. */
gboolean ent_canvas_get_place (EntCanvas *self, EntPoint *middle, double *zoom);
/* Where the view stands or is going, map units, also where it follows the whole map; FALSE while there is no picture. */
gboolean ent_canvas_get_view (EntCanvas *self, EntPoint *middle, double *zoom);
/* Goes there, animated unless animations are off. */
void ent_canvas_look (EntCanvas *self, EntPoint middle, double zoom);
/* Brings all of these actors, and relations with their ends, into view that are drawn, by the least move, or smaller where they need it. */
void ent_canvas_see_things (EntCanvas *self, const char *const *ids);
/* To be shown first of the content set before. */
void ent_canvas_set_place (EntCanvas *self, EntPoint middle, double zoom);
/* Shows what was seen when what is chosen now was let go: after a step back or forward. */
void ent_canvas_return (EntCanvas *self);
/* A small map of the whole in a corner, while not all is in view; shown at first. */
gboolean ent_canvas_get_overview (EntCanvas *self);
void ent_canvas_set_overview (EntCanvas *self, gboolean shown);
/* Asked while actors are dragged and when they are put down: adds to @ids and @places (EntPoint, scene units) the actors of @scene that
 * make room for those that are in them. NULL, as at first: none does. */
typedef void (*EntCanvasGiveWay) (EntScene *scene, GPtrArray *ids, GArray *places);
void ent_canvas_set_give_way (EntCanvas *self, EntCanvasGiveWay give_way);
/* TRUE: arrow keys go to the nearest thing that way; FALSE, as at first: along the lines of an actor. */
gboolean ent_canvas_get_arrows_near (EntCanvas *self);
void ent_canvas_set_arrows_near (EntCanvas *self, gboolean near);
/* The same for a caption or group, centred. */
void ent_canvas_reveal_ground (EntCanvas *self, const char *id);
/* Brings a place of the map into view by the least move. */
void ent_canvas_see_place (EntCanvas *self, EntPoint place);
/* The same, by the least move. */
void ent_canvas_see_ground (EntCanvas *self, const char *id);
/* Marks a caption or group by an outline; NULL: none. It goes when anything is chosen. */
void ent_canvas_set_ground (EntCanvas *self, const char *id);
/* NULL where none is marked. (transfer none) */
const char *ent_canvas_get_ground (EntCanvas *self);
/* Gives the keyboard to an actor or relation that is drawn, else to the map. */
void ent_canvas_focus_thing (EntCanvas *self, EntTargetKind kind, const char *id);
/* The middle of the view in map units: where a new actor lands. The nearest free place to it. */
EntPoint ent_canvas_free_place (EntCanvas *self);

/* The nearest place to @wished where the node of that group has room once it is collapsed, map units. */
EntPoint ent_canvas_place_of_group (EntCanvas *self, const EntGroup *group, EntPoint wished);

/* The drawn box of a thing, in pixels of the widget; FALSE where it is not drawn. */
gboolean ent_canvas_box_of (EntCanvas *self, EntTargetKind kind, const char *id, const char *other, EntRect *box);
/* Width and height of an actor's card, map units; 0, 0 where it is not drawn. */
EntPoint ent_canvas_size_of (EntCanvas *self, const char *actor);
/* The same of a caption, a group or the node of a collapsed one. */
gboolean ent_canvas_ground_box_of (EntCanvas *self, const char *id, EntRect *box);
EntPoint ent_canvas_to_map (EntCanvas *self, EntPoint widget);

/* How much of a large map's first picture is built, in a thread, 0 to 1; below 0 while there is one already, or none to come. */
double ent_canvas_get_building (EntCanvas *self);
/* What was drawn before stays; where that is nothing, nothing is drawn until the map changes or it is asked for. */
void ent_canvas_stop_building (EntCanvas *self);
gboolean ent_canvas_is_halted (EntCanvas *self);
void ent_canvas_draw_map (EntCanvas *self);

/* Signals:
 * "building-changed": a build began or ended.
 * "connect-actors" (char *source, char *target, double x, double y): a relation was drawn by hand; ends at that place of the widget.
 * "words-dropped" (int kind, char *id, char *other, char *words) -> gboolean: words of this program were dropped on that thing; TRUE where they
 * were taken.
 * "text-dropped" (char *relation, char *text, double x, double y) -> gboolean: text of another program was dropped there, pixels of the widget;
 * relation is "" on the ground. TRUE where it was taken.
 * "choose-ground" (char *id): a click on a caption, on a collapsed group or on the name of a group, which is marked now.
 * "rename-actor" (char *id): double click on an actor, or on one of these.
 * "context-menu" (int kind, char *id, char *other, double x, double y): about what is chosen now; of ENT_TARGET_NONE the id is that of the
 * caption or group there, or "".
 * "activate-target" (int kind, char *id, char *other): double click or Enter on a thing: the window shows the panel.
 * "add-actor-at" (double map_x, double map_y): double click on empty canvas. */

G_END_DECLS
