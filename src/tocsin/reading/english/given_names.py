"""Common given names: a person known by one of these alone is private.

A list of forms, not of people: English and the commonest of Russia, Ukraine, Belarus, Central Asia and
the Caucasus in their English spellings.
"""

_FORMS = """
    adam aibek aigul alan albina aleksandr aleksandra aleksei aleksey alena alexander alexandra
    alexei alexey alice alina alisa alla alyona amy anastasia anastasiya anatoly andrei andrew
    andrey andriy andy angela angelina ann anna anne anthony anton antonina arkady arseny artem
    artur artyom aslan asya azamat bakyt ben benjamin beth bob bogdan bohdan boris brian carol
    caroline charles charlie chris christine claire daniel daniil danil danila daria darya dasha
    dauren dave david deborah denis denys diana diane dima dina dinara dmitri dmitry dmytro donna
    dorothy ed edward egor ekaterina elena elizabeth elizaveta ellen emily emma eric erik ethan eva
    eve evgenia evgeny fedor frank fyodor galina gary gennady george georgy gleb grace greg grigory
    gulnara gulya halyna hannah harry helen hennadiy henry igor ihor illia ilya inna ira irina iryna
    ivan ivanna jack jacob james jane janet jason jean jeff jennifer jenny jeremy jessica jim joan
    joanna joe john jonathan joseph josh joshua joyce judith julia julie kamil karen karina kate
    katerina katherine kathleen katya keith kelly ken kevin kim kira kirill klara konstantin kostya
    ksenia kseniya larisa larry laura lauren lena leonid lera lev lidia linda lisa liudmyla liza
    louise lucy luke lyuba lyubov lyudmila maggie magomed maksim margaret margarita maria marie
    marina mariya mark martha martin mary masha matt matthew matvei maxim megan melissa michael
    michelle mike mikhail misha murat mykhailo mykola nadezhda nadia nadya nancy nastya natalia
    natalie nataliya natalya natasha nathan nicholas nick nicole nikita nikolai nikolay nina nurlan
    oksana oleg oleh oleksandr oleksiy olena olga olha oliver olivia pam pamela patricia patrick
    paul pavel pavlo peter petr petro philip polina pyotr rachel raisa ramil ramzan rebecca renat
    richard rinat rita rob robert robin roger roman ron ronald rose ruslan rustam ruth ryan sam
    samantha samuel sandra sara sarah sasha saveliy scott sean semyon serafima sergei sergey serhiy
    sharon simon sofia sofya sonya sophia sophie stanislav stas stepan stephanie stephen steve
    steven sue susan sveta svetlana svitlana taisia tamara tanya tara taras tatiana tatyana teresa
    terry thomas tim timofei timothy timur tina tolya tom tony tonya tracy ulyana vadim vadym
    valentin valentina valera valeria valery vanya varvara vasily vasya vasyl vera veronika victoria
    vika viktor viktoria vincent vitaly vlad vladimir vladislav vladislava volodymyr vova
    vyacheslav walter wendy will william yana yaroslav yegor yekaterina yelena yelizaveta yevgenia
    yevgeny yulia yuliya yuri yuriy yury zaur zhanna zhenya zina zoe zoya
"""

GIVEN_NAMES = frozenset(_FORMS.split())
