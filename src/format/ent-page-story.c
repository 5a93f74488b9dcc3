/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of the story and groups on the page. What a step shows is told as in the program: its words, its excerpts, then what it shows.
 *
 * Invariant: data-focus names what stands out in the picture by the ids of the elements drawn there. */
#include "ent-page-private.h"

#include <string.h>

#include "ent-svg-private.h"

/* NULL where @id is no record of @list. */
static const EntRecord *
find_in (EntPage *page, EntListId list, const char *id)
{
  const EntRecords *records = page->map->lists[list];

  for (guint i = 0; i < ent_records_n (records); i++)
    if (g_str_equal (ent_record_id (records->items[i]), id))
      return records->items[i];
  return NULL;
}

static void
append_focus (EntPage *page, const char *prefix, const char *id)
{
  g_string_append_c (page->out, ' ');
  ent_svg_id (page->out, prefix, id);
}

/* As the program does it: of a group its members stand out. */
static void
write_focus (EntPage *page, const EntStrings *focus)
{
  g_string_append (page->out, " data-focus=\"");
  for (guint i = 0; i < ent_strings_n (focus); i++)
    {
      const char *id = focus->items[i];
      const EntGroup *group = (const EntGroup *) find_in (page, ENT_LIST_GROUPS, id);

      if (ent_map_index_actor (page->index, id) != NULL)
        append_focus (page, "actor-", id);
      else if (ent_map_index_relation (page->index, id) != NULL)
        append_focus (page, "relation-", id);
      for (guint k = 0; group != NULL && k < ent_strings_n (group->members); k++)
        append_focus (page, "actor-", group->members->items[k]);
    }
  g_string_append_c (page->out, '"');
}

void
ent_page_write_view (EntPage *page, const EntView *view)
{
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE], zoom[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (page->out, " data-view=\"%s %s %s\"", g_ascii_dtostr (x, sizeof x, view->x), g_ascii_dtostr (y, sizeof y, view->y),
                          g_ascii_dtostr (zoom, sizeof zoom, view->zoom));
}

static const char *
group_prefix (const EntGroup *group)
{
  return group->collapsed ? "actor-" : "group-";
}

static void
write_shown (EntPage *page, const char *id)
{
  const EntActor *actor = ent_map_index_actor (page->index, id);
  const EntArticle *article = (const EntArticle *) find_in (page, ENT_LIST_ARTICLES, id);
  const EntGroup *group = (const EntGroup *) find_in (page, ENT_LIST_GROUPS, id);
  const EntCaption *caption = (const EntCaption *) find_in (page, ENT_LIST_CAPTIONS, id);

  if (actor != NULL)
    ent_page_link_about (page, "actor-", id, actor->name);
  else if (ent_map_index_relation (page->index, id) != NULL)
    {
      g_autofree char *sentence = ent_map_index_describe_relation (page->index, id);

      ent_page_link_about (page, "relation-", id, sentence);
    }
  else if (group != NULL)
    ent_page_link_about (page, group_prefix (group), id, group->name);
  else if (article != NULL)
    ent_page_link_about (page, "source-", id, article->title[0] != '\0' ? article->title : id);
  else if (caption != NULL)
    ent_page_element (page, "li", caption->text);
}

static void
write_quote (EntPage *page, const char *id)
{
  const EntArticle *article = NULL;
  const EntExcerpt *excerpt = ent_map_index_excerpt (page->index, id, &article);

  if (excerpt != NULL)
    ent_page_quote (page, NULL, article, excerpt);
}

void
ent_page_write_step (EntPage *page, const EntStep *step, guint number)
{
  g_autofree char *id = g_strdup_printf ("%u", number);

  ent_page_open_article (page, "step-", id, "step");
  write_focus (page, step->focus);
  if (step->view != NULL)
    ent_page_write_view (page, step->view);
  g_string_append (page->out, ">\n");
  ent_page_element (page, "h3", step->title[0] != '\0' ? step->title : "Step");
  ent_page_element (page, "p", step->text);
  for (guint i = 0; i < ent_strings_n (step->excerpts); i++)
    write_quote (page, step->excerpts->items[i]);
  /* An excerpt may be shown as a thing, too. */
  for (guint i = 0; i < ent_strings_n (step->focus); i++)
    if (!ent_strings_contains (step->excerpts, step->focus->items[i]))
      write_quote (page, step->focus->items[i]);
  if (ent_strings_n (step->focus) > 0)
    {
      gsize before;

      g_string_append (page->out, "<ul>\n");
      before = page->out->len;
      for (guint i = 0; i < ent_strings_n (step->focus); i++)
        write_shown (page, step->focus->items[i]);
      if (page->out->len > before)
        g_string_append (page->out, "</ul>\n");
      else
        g_string_truncate (page->out, before - strlen ("<ul>\n"));
    }
  g_string_append (page->out, "</article>\n");
}

void
ent_page_write_group (EntPage *page, const EntGroup *group)
{
  guint n = ent_strings_n (group->members);

  ent_page_open_article (page, group_prefix (group), group->id, "group-text");
  g_string_append (page->out, " data-members=\"");
  for (guint i = 0; i < n; i++)
    append_focus (page, "actor-", group->members->items[i]);
  g_string_append (page->out, "\">\n");
  ent_page_element (page, "h3", group->name[0] != '\0' ? group->name : "(no name)");
  ent_page_element (page, "p", group->note);
  g_string_append (page->out, n > 0 ? "<ul>\n" : "");
  for (guint i = 0; i < n; i++)
    {
      const EntActor *actor = ent_map_index_actor (page->index, group->members->items[i]);

      if (actor != NULL)
        ent_page_link_about (page, "actor-", actor->id, actor->name);
    }
  g_string_append (page->out, n > 0 ? "</ul>\n</article>\n" : "</article>\n");
}
