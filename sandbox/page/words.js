// Every word of the page, in both languages.
const RU = {
  title: "Telegram на столе",
  nextMorning: "Следующее утро",
  nextWeek: "+1 неделя",
  zone: "Часовой пояс",
  people: "Люди",
  nobody: "Пока никого. Добавьте человека и откройте бота от его имени.",
  addPerson: "Добавить человека",
  chat: "Переписка",
  back: "К списку людей",
  more: "Ещё",
  openLink: "Открыть по ссылке",
  linkHint: "Ссылка на бота или код приглашения",
  open: "Открыть",
  choose: "Выберите человека: откроется его переписка с ботом.",
  start: "Запустить бота",
  editing: "Вы меняете отправленное сообщение.",
  cancel: "Отмена",
  commands: "Команды",
  attach: "Отправить файл",
  message: "Сообщение",
  sticker: "Отправить стикер",
  voice: "Отправить голосовое",
  send: "Отправить",
  speaker: "От чьего имени",
  ok: "Хорошо",
  firstName: "Имя",
  lastName: "Фамилия",
  note: "Роль, для себя",
  add: "Добавить",
  block: "Заблокировать бота",
  unblock: "Разблокировать бота",
  blocked: "бот заблокирован",
  bot: "бот",
  typing: "печатает…",
  sendingFile: "отправляет файл…",
  edited: "изменено",
  edit: "Изменить",
  voiceMessage: "Голосовое сообщение",
  stickerMessage: "Стикер",
  contactMessage: "Контакт",
  locationMessage: "Место",
  photoMessage: "Фотография",
  documentMessage: "Файл",
  you: "Вы: ",
  group: "группа",
  realTime: "время настоящее",
  ahead: "часы впереди на {time}",
  days: "{count} дн.",
  hours: "{count} ч",
  minutes: "{count} мин",
  empty: "Здесь пока пусто. Запустите бота или откройте ссылку-приглашение.",
  week: "День {day} из 7…",
  working: "Бот работает…",
  lost: "Нет связи с песочницей. Пробуем ещё раз…",
  wrongLink: "Это не ссылка на бота @{bot}.",
  service: "Служебное сообщение",
  unread: "непрочитанных: {count}",
  bytes: "{size} Б",
  kilobytes: "{size} КБ",
  megabytes: "{size} МБ",
  languageName: "English",
  zones: {
    "Europe/Kaliningrad": "Калининград", "Europe/Moscow": "Москва", "Europe/Samara": "Самара",
    "Asia/Yekaterinburg": "Екатеринбург", "Asia/Omsk": "Омск", "Asia/Krasnoyarsk": "Красноярск",
    "Asia/Irkutsk": "Иркутск", "Asia/Yakutsk": "Якутск", "Asia/Vladivostok": "Владивосток",
    "Asia/Kamchatka": "Камчатка",
  },
};

const EN = {
  title: "Telegram on the desk",
  nextMorning: "Next morning",
  nextWeek: "+1 week",
  zone: "Time zone",
  people: "People",
  nobody: "Nobody yet. Add a person and open the bot on their behalf.",
  addPerson: "Add a person",
  chat: "Chat",
  back: "Back to people",
  more: "More",
  openLink: "Open a link",
  linkHint: "A link to the bot or an invitation code",
  open: "Open",
  choose: "Choose a person to see their chat with the bot.",
  start: "Start the bot",
  editing: "You are editing a sent message.",
  cancel: "Cancel",
  commands: "Commands",
  attach: "Send a file",
  message: "Message",
  sticker: "Send a sticker",
  voice: "Send a voice message",
  send: "Send",
  speaker: "On whose behalf",
  ok: "OK",
  firstName: "First name",
  lastName: "Last name",
  note: "Role, for yourself",
  add: "Add",
  block: "Block the bot",
  unblock: "Unblock the bot",
  blocked: "the bot is blocked",
  bot: "bot",
  typing: "is typing…",
  sendingFile: "is sending a file…",
  edited: "edited",
  edit: "Edit",
  voiceMessage: "Voice message",
  stickerMessage: "Sticker",
  contactMessage: "Contact",
  locationMessage: "Place",
  photoMessage: "Photo",
  documentMessage: "File",
  you: "You: ",
  group: "group",
  realTime: "real time",
  ahead: "clock ahead by {time}",
  days: "{count} d",
  hours: "{count} h",
  minutes: "{count} min",
  empty: "Nothing here yet. Start the bot or open an invitation link.",
  week: "Day {day} of 7…",
  working: "The bot is at work…",
  lost: "No connection to the sandbox. Trying again…",
  wrongLink: "This is not a link to the bot @{bot}.",
  service: "Service message",
  unread: "unread: {count}",
  bytes: "{size} B",
  kilobytes: "{size} KB",
  megabytes: "{size} MB",
  languageName: "Русский",
  zones: {},
};

let words = localStorage.getItem("language") === "en" ? EN : RU;

export const locale = () => (words === EN ? "en-GB" : "ru-RU");

export function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

export const zoneLabel = (name) => words.zones[name] || name.split("/").pop().replaceAll("_", " ");

export function fill() {
  document.documentElement.lang = words === EN ? "en" : "ru";
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", say(node.dataset.label));
    node.title = say(node.dataset.label);
  }
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = say(node.dataset.placeholder);
  document.getElementById("language").textContent = say("languageName");
}

export function switchLanguage() {
  words = words === EN ? RU : EN;
  localStorage.setItem("language", words === EN ? "en" : "ru");
}
