/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share. Each has one job: -actions what can be done and when, -files opening, saving and closing,
 * -edit changes of the map, -evidence what panel and map do together with articles, -forms questions and menus upon it, -ground captions and groups, -story its steps and the opening view, -picture pictures from files, -many what is done with all that is chosen, -clip the clipboard, -history its
 * steps, -layout arranging, -find search, filters and time, -export pictures, -publish the export dialog, -drag the map dragged out, -print printing; ent-window.c puts the parts together. */
#pragma once

#include "ent-autosave.h"
#include "ent-canvas.h"
#include "ent-document.h"
#include "ent-error-page.h"
#include "ent-export-choice.h"
#include "ent-panel.h"
#include "ent-filter-bar.h"
#include "ent-arrange-live.h"
#include "ent-last-view.h"
#include "ent-list-view.h"
#include "ent-progress.h"
#include "ent-search-box.h"
#include "ent-split.h"
#include "ent-timeline.h"
#include "ent-window.h"

G_BEGIN_DECLS

/* What follows when the save under way has succeeded. */
typedef enum
{
  ENT_AFTER_SAVE_STAY,
  ENT_AFTER_SAVE_CLOSE
} EntAfterSave;

struct _EntWindow
{
  AdwApplicationWindow parent_instance;

  EntDocument *document;
  EntAutosave *autosave;
  EntSelection *selection;
  gulong selection_handler;

  /* The header bar. */
  AdwWindowTitle *title;
  GMenu *step_menu; /* undo and redo, named by what they do */
  GtkWidget *undo_button, *redo_button, *menu_button;
  GtkMenuButton *layout_button;
  GtkWidget *narrow[5]; /* what the header bar does without where there is little room; the menu has it too */
  GMenu *recent_menu;
  GtkBuilder *menus;

  /* The body. */
  AdwToastOverlay *toasts;
  AdwToast *undo_toast; /* nullable: offers to undo the newest step */
  GtkStack *pages;      /* "map", "busy", "error" */
  EntSplit *split;
  EntCanvas *canvas;
  EntPanel *panel;
  EntErrorPage *error_page;
  GtkLabel *busy_label;
  GtkSpinner *busy_spinner;

  /* Finding. */
  EntSearchBox *search_box;
  EntFilterState *filter_state;
  EntFilterBar *filter_bar;
  EntTimeline *timeline;
  GtkWidget *focus_before_search; /* nullable, weak */

  /* The list below the map. */
  EntListView *list;
  GtkPaned *list_paned;
  int list_height; /* pixels; 0 until it was seen */

  /* The notice above the map. */
  GtkRevealer *notice;
  GtkLabel *notice_text;
  GtkWidget *notice_reload, *notice_keep, *notice_copy;

  EntProgress *draw_progress, *save_progress, *export_progress, *layout_progress;
  EntProgress *picture_progress;
  gboolean reading_picture;

  /* Files. */
  GCancellable *cancellable; /* of the load under way, NULL when there is none */
  GFile *loading;            /* on the way, or what the error page is about; nullable */
  guint busy_source;         /* shows that a file is being opened, once it takes long */
  EntAfterSave after_save;
  GtkFileChooserNative *chooser; /* nullable */
  gboolean asking;               /* a question about closing is open */
  gboolean discard;              /* the answer was to close without saving */
  gboolean exporting;

  /* Arranging. */
  GCancellable *arranging; /* nullable */
  EntArrangeLive *arrange_live; /* what it looks like meanwhile; nullable */
  guint arrange_source;    /* shows that, once it takes long */

  /* A question upon the map. */
  guint draw_source; /* tells how far a large map's picture is */
  GtkWidget *add_popover; /* nullable, a child of split */
  gboolean popup_from_list;
  EntPoint add_place;
  EntPoint menu_place; /* map units: where the last menu upon the map was asked for */
  GFile *viewed;       /* nullable: the file whose map the canvas shows */
};

EntApplication *ent_window_get_app (EntWindow *self);
EntSettings *ent_window_get_settings (EntWindow *self);
EntMap *ent_window_get_map (EntWindow *self);

/* ent-window.c */
/* Shows the document's content anew, with nothing chosen. */
void ent_window_show_content (EntWindow *self);
void ent_window_show_page (EntWindow *self, const char *page);
gboolean ent_window_is_on_page (EntWindow *self, const char *page);
/* Says that something was done; @with_undo offers to take it back, until the next change. @message is plain text. */
void ent_window_toast (EntWindow *self, const char *message, gboolean with_undo);
/* As that, with a button that calls @action. */
void ent_window_toast_with_button (EntWindow *self, const char *message, const char *label, const char *action);
/* Tells of a failure; cancelled operations are not told. */
void ent_window_tell_error (EntWindow *self, const char *heading, const GError *error);
void ent_window_update_title (EntWindow *self);
/* Sets tooltip and accessible name of @button, and of a button inside that does the work. */
void ent_window_name_button (GtkWidget *button, const char *name);

/* ent-window-actions.c */
void ent_window_actions_install (EntWindowClass *klass);
void ent_window_actions_init (EntWindow *self);
/* Makes what cannot be done now insensitive. */
void ent_window_actions_update (EntWindow *self);

/* ent-window-files.c */
void ent_window_files_init (EntWindow *self);
void ent_window_files_dispose (EntWindow *self);
void ent_window_open (EntWindow *self);
/* Offers the maps used last that are still there. */
void ent_window_update_recent (EntWindow *self);
void ent_window_open_recent (EntWindow *self, const char *uri);
void ent_window_retry (EntWindow *self);
void ent_window_cancel (EntWindow *self);
void ent_window_save (EntWindow *self, EntSaveFlags flags);
void ent_window_save_as (EntWindow *self, EntSaveFlags flags);
void ent_window_reload (EntWindow *self);
/* Lists what the reader of the file found strange. */
void ent_window_show_warnings (EntWindow *self);
void ent_window_update_notice (EntWindow *self);
/* TRUE when the window must stay open for now: a question is asked, or a save is under way. */
gboolean ent_window_hold_close (EntWindow *self);
/* Shows a file chooser, modal; @name is the proposed name of a save. @response gets the chooser. */
void ent_window_choose_file (EntWindow *self,
                             GtkFileChooserAction action,
                             const char *title,
                             const char *name,
                             GtkFileFilter *filter,
                             GCallback response);
/* Ends the chooser, and remembers its folder for the next where @accepted. */
void ent_window_end_choice (EntWindow *self, gboolean accepted);
/* @file with @extension (".svg") where its name has none. (transfer full) */
GFile *ent_window_with_extension (GFile *file, const char *extension);

/* ent-window-edit.c */
void ent_window_ask_actor (EntWindow *self, const EntPoint *place /* nullable: where there is room */, gboolean point_at_it);
/* The same with its name written already, at a place of the canvas in pixels. */
void ent_window_ask_actor_named (EntWindow *self, const char *name, EntPoint widget);
void ent_window_delete_chosen (EntWindow *self);
void ent_window_connect_chosen (EntWindow *self);
guint ent_window_count_deletable (EntWindow *self);

/* Shows @child in a popover that points at @at, in pixels of the widget @of; only one at a time. */
void ent_window_popup (EntWindow *self, GtkWidget *child, GtkWidget *of, EntRect at);
/* To the map, or to the list where it was there when the popover came. */
void ent_window_give_keyboard_back (EntWindow *self);
/* The ids of the built-in kinds, then of the map's own; @names gets what they are called. (transfer full) */
char **ent_window_dup_kinds (EntMap *map, GtkStringList *names);

/* ent-window-forms.c */
void ent_window_forms_init (EntWindow *self);
/* Brings kinds, captions and groups in the menus in line with the map. */
void ent_window_update_menus (EntWindow *self);
/* The name of the actor chosen, or the label of the relation. */
void ent_window_rename (EntWindow *self);
void ent_window_ask_caption (EntWindow *self);
/* A group of the actors chosen. */
void ent_window_ask_group (EntWindow *self);
/* The map's own kinds of actors. */
void ent_window_show_kinds (EntWindow *self);
/* Of a caption or group. */
void ent_window_rename_ground (EntWindow *self, const char *id);

/* ent-window-ground.c */
void ent_window_ground_init (EntWindow *self);
/* Makes what cannot be done now insensitive; @n_chosen: actors. */
void ent_window_ground_update (EntWindow *self, guint n_chosen);
/* The caption or group that is marked while nothing is chosen; nullable. */
const char *ent_window_get_ground (EntWindow *self);
gboolean ent_window_is_collapsed (EntWindow *self, const char *id);
void ent_window_edit_ground (EntWindow *self, const char *id);
/* Collapses a group, or expands it. */
void ent_window_collapse_group (EntWindow *self, const char *id);
/* The actors chosen, or takes them out. */
void ent_window_add_to_group (EntWindow *self, const char *id, gboolean add);
void ent_window_choose_group (EntWindow *self, const char *id);
void ent_window_delete_ground (EntWindow *self, const char *id);
/* What can be done with it, below its @name. */
void ent_window_add_ground_items (EntWindow *self, GMenu *menu, const char *id, const char *name);
void ent_window_fill_ground_menu (EntWindow *self, GMenu *menu);

/* ent-window-story.c */
void ent_window_story_init (EntWindow *self);
/* Makes what cannot be done now insensitive. */
void ent_window_story_update (EntWindow *self);
/* Opens that step of the story, or the list of them where it is gone; the list stays where it is open. */
void ent_window_show_step (EntWindow *self, const char *id);

/* ent-window-picture.c */
void ent_window_picture_init (EntWindow *self);
/* Asks for a file, and puts the picture in it into that field of that thing. */
void ent_window_choose_picture (EntWindow *self, const char *id, const char *field);
/* @svg, @pixels a side; one that is @symbolic in @colour. (transfer full) (nullable) */
GdkPaintable *ent_window_paint_svg (const char *svg, gboolean symbolic, int pixels, EntColour colour);

/* ent-window-many.c */
/* The actors or relations chosen; of a pair its relations. (transfer full), NULL-terminated */
char **ent_window_dup_chosen (EntWindow *self);
/* The relations chosen, or those among the actors chosen. (transfer full), NULL-terminated */
char **ent_window_dup_relations (EntWindow *self);
/* Chooses the actors among @ids, else the first relation, and brings it into view; what the map has not is passed over. */
gboolean ent_window_choose_ids (EntWindow *self, const char *const *ids);
void ent_window_select_all (EntWindow *self);
void ent_window_select_connected (EntWindow *self);
/* @how: left, centre, right, top, middle, bottom; across and down make gaps the same. */
void ent_window_align (EntWindow *self, const char *how);
void ent_window_set_kind (EntWindow *self, const char *kind);
void ent_window_set_stance (EntWindow *self, const char *stance);
void ent_window_merge (EntWindow *self);
void ent_window_duplicate (EntWindow *self);

/* ent-window-clip.c */
void ent_window_copy (EntWindow *self);
void ent_window_cut (EntWindow *self);
void ent_window_paste (EntWindow *self);
/* Shows what the rows of @text would make, and makes it around @place when that is wished. */
void ent_window_preview_rows (EntWindow *self, const char *text, EntPoint place);

/* ent-window-evidence.c */
void ent_window_evidence_init (EntWindow *self);
/* The panel with the list of what the map leaves out. */
void ent_window_show_coverage (EntWindow *self);
/* Puts the list of sources on the clipboard; @style: apa, chicago, mla. */
void ent_window_copy_sources (EntWindow *self, const char *style);
/* Writes them to a file that is asked for; @form: csl-json, bibtex. */
void ent_window_export_sources (EntWindow *self, const char *form);
/* Takes the size of the reader's text from the settings. */
void ent_window_use_reader_scale (EntWindow *self);

/* ent-window-history.c */
void ent_window_history_init (EntWindow *self);
void ent_window_undo (EntWindow *self);
void ent_window_redo (EntWindow *self);
void ent_window_show_history (EntWindow *self);

/* ent-window-find.c */
/* Puts the line of the filter and the timeline below the map. */
GtkWidget *ent_window_find_build_map (EntWindow *self, GtkWidget *map);
/* Puts the search box over @body, which holds map and panel. */
GtkWidget *ent_window_find_build (EntWindow *self, GtkWidget *body);
void ent_window_find_show_content (EntWindow *self);
void ent_window_find_dispose (EntWindow *self);
/* Writes what is filtered into @view, and does what is written there. */
void ent_window_find_keep_filter (EntWindow *self, EntLastView *view);
void ent_window_find_use_filter (EntWindow *self, const EntLastView *view);
void ent_window_search (EntWindow *self);
void ent_window_filter (EntWindow *self);
void ent_window_clear_filter (EntWindow *self);
/* Shows what is within @steps of what is chosen; 0: the whole map. */
void ent_window_focus (EntWindow *self, int steps);
gboolean ent_window_can_focus (EntWindow *self);
void ent_window_set_timeline_shown (EntWindow *self, gboolean shown);
/* Tells the map how much of it lies under the folded panel. */
void ent_window_update_covered (EntWindow *self);
/* ent-window-intake.c */
/* Looks over @text, from the program's user called @name, as an article to be added. */
void ent_window_take_text (EntWindow *self, const char *text, const char *name);
/* Asks for files that are to be articles; looks @files (GFile) over as that; or what is on the clipboard. */
void ent_window_add_article (EntWindow *self);
void ent_window_take_articles (EntWindow *self, GListModel *files);
void ent_window_paste_article (EntWindow *self);
/* By its ending. */
gboolean ent_window_is_map_file (GFile *file);

/* ent-window-layout.c */
GtkWidget *ent_window_layout_button (EntWindow *self);
/* Arranges the map, or the actors chosen where two or more are, by the algorithm of that name; one already under way is dropped. */
void ent_window_arrange (EntWindow *self, const char *algorithm);
void ent_window_layout_cancel (EntWindow *self);
void ent_window_toggle_pins (EntWindow *self);

/* ent-window-view.c */
void ent_window_view_init (EntWindow *self);
void ent_window_view_dispose (EntWindow *self);
void ent_window_view_use_settings (EntWindow *self);
/* Remembers where the map shown is looked at; to be called before another one is shown and at the end. */
void ent_window_keep_view (EntWindow *self);
/* The document's map is shown now: where it was looked at last. */
void ent_window_restore_view (EntWindow *self);

/* ent-window-list.c */
void ent_window_list_init (EntWindow *self);
/* @map with room for the list below it. */
GtkWidget *ent_window_list_build (EntWindow *self, GtkWidget *map);
gboolean ent_window_list_has_focus (EntWindow *self);
void ent_window_list_keep_settings (EntWindow *self);
void ent_window_list_use_settings (EntWindow *self);

/* ent-window-link.c */
void ent_window_link_init (EntWindow *self);
/* TRUE with one or two actors chosen. */
gboolean ent_window_can_link (EntWindow *self);
/* Shows how the two are linked, or asks for the other one. */
void ent_window_link (EntWindow *self);

/* ent-window-versions.c */
/* Lists the old versions of the file. */
void ent_window_show_versions (EntWindow *self);

/* ent-window-export.c */
void ent_window_export (EntWindow *self, gboolean as_png);
void ent_window_copy_picture (EntWindow *self);
/* The name of the map's file without its extension. (transfer full) */
char *ent_window_dup_stem (EntWindow *self);
/* An export begins; @text says which. Cancel it by what is returned (transfer none), and end it by ent_window_export_done(). */
GCancellable *ent_window_export_begin (EntWindow *self, const char *text);
/* Tells what came of it: @error, or that @file was written (NULL: the clipboard), with the characters that no font has (nullable). */
void ent_window_export_done (EntWindow *self, GFile *file, const char *missing, const GError *error);

/* ent-window-drag.c */
void ent_window_drag_init (EntWindow *self);

/* ent-window-publish.c */
/* The export dialog. */
void ent_window_publish (EntWindow *self);
/* What was chosen last for this map, with what the window shows now. (transfer full) */
EntExportChoice *ent_window_dup_export_choice (EntWindow *self);

/* ent-window-print.c */
/* The whole map to a printer, by the dialog of the desktop. */
void ent_window_print (EntWindow *self);

G_END_DECLS
